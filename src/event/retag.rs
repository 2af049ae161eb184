//! Tags mended by what only the article and the lexicon know.
//!
//! Headlines in Capitals or CAPITALS are read as if they were written like the text: a word keeps its capital where the
//! text has it inside sentences. A sentence without a verb gets the one that its tags hide, and an object loses the verb
//! that it does not have.

use super::lexicon;
use crate::text::{self, Sentence, Tag, Token, TokenKind, lemma};
use rustc_hash::FxHashMap;

/// How often the running text writes a word with a capital inside a sentence, and how often without one.
type Cases<'a> = FxHashMap<&'a str, (u32, u32)>;

/// Mends the tags of all sentences; `headlines` and `titled` (those in capitals) tell which ones they are.
pub fn restore(text: &str, sentences: &mut [Sentence], headlines: &[bool], titled: &[bool]) {
    if titled.contains(&true) {
        restore_case(text, sentences, titled);
    }
    for (sentence, headline) in sentences.iter_mut().zip(headlines) {
        plurals(&mut sentence.tokens);
        pasts(&mut sentence.tokens);
        dependent_verbs(&mut sentence.tokens);
        relative_verbs(&mut sentence.tokens);
        namings(&mut sentence.tokens);
        ages(&mut sentence.tokens);
        prepositions(&mut sentence.tokens);
        if !sentence.tokens.iter().any(is_finite) {
            restore_verb(&mut sentence.tokens, *headline);
        }
    }
}

fn is_finite(token: &Token) -> bool {
    matches!(token.tag, Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD)
}

/// "a film called The Bridge": what stands behind these is a name and no object.
const NAMING: &[&str] = &["called", "dubbed", "entitled", "named", "titled"];

/// "It was run by a group called Harbour Watch": behind a noun with "a" they tell what it is called, if the sentence has its
/// verb already.
fn namings(tokens: &mut [Token]) {
    for i in 2..tokens.len().saturating_sub(1) {
        if tokens[i].tag != Tag::VBD || !NAMING.contains(&tokens[i].lower.as_str()) {
            continue;
        }
        let phrase = tokens[..i].iter().rev().take_while(|t| t.tag.is_noun() || t.tag.is_adjective()).count();
        let article = (i - phrase).checked_sub(1).filter(|_| phrase > 0).map(|at| &tokens[at]);
        let indefinite = article.is_some_and(|t| matches!(t.lower.as_str(), "a" | "an"));
        let capital = tokens[i + 1].capital || tokens[i + 1].tag == Tag::DT;
        if indefinite && capital && tokens[..i].iter().any(is_finite) {
            tokens[i].tag = Tag::VBN;
        }
    }
}

/// "The regulator fined the bank": a sentence, or a clause behind "after" and the like, without a finite verb has it in
/// its participle, if that has a subject before it and an object behind it.
fn dependent_verbs(tokens: &mut [Token]) {
    const OPENERS: &[&str] = &["after", "before", "when", "while", "because", "since", "once", "until"];
    for i in 1..tokens.len().saturating_sub(1) {
        let (before, token, after) = (&tokens[i - 1], &tokens[i], &tokens[i + 1]);
        let fits = token.tag == Tag::VBN
            && (before.tag.is_noun() || before.tag == Tag::PRP)
            && (after.tag.is_proper() || matches!(after.tag, Tag::DT | Tag::PRP | Tag::PRPS | Tag::CD))
            && !NAMING.contains(&token.lower.as_str())
            && lexicon::verb(&lemma(&token.lower, Tag::VBN)).is_some();
        if !fits {
            continue;
        }
        let closes = |t: &Token| t.tag == Tag::Punct;
        let opener = tokens[..i].iter().rev().take_while(|t| !closes(t)).position(|t| OPENERS.contains(&&*t.lower));
        let rest = tokens[i + 1..].iter().take_while(|t| !closes(t));
        let lacks_verb = match opener {
            Some(opener) => !tokens[i - 1 - opener..i].iter().chain(rest).any(is_finite),
            None => !tokens.iter().any(is_finite),
        };
        if lacks_verb {
            tokens[i].tag = Tag::VBD;
        }
    }
}

/// "the treaty that twelve countries signed": behind a relative pronoun and a subject a participle without an auxiliary is the
/// verb that the clause lacks.
fn relative_verbs(tokens: &mut [Token]) {
    let inside = |t: &Token| {
        t.tag.is_noun() || t.tag.is_adjective() || matches!(t.tag, Tag::DT | Tag::CD | Tag::PRP | Tag::PRPS)
    };
    for i in 2..tokens.len() {
        if tokens[i].tag != Tag::VBN || !(tokens[i - 1].tag.is_noun() || tokens[i - 1].tag == Tag::PRP) {
            continue;
        }
        let subject = tokens[..i].iter().rev().take_while(|t| inside(t) && !is_pronoun(t)).count();
        let pronoun = (i - subject).checked_sub(1).filter(|&p| p > 0 && is_pronoun(&tokens[p]));
        if pronoun.is_some_and(|p| tokens[p - 1].tag.is_noun() || tokens[p - 1].is(",")) {
            tokens[i].tag = Tag::VBD;
        }
    }
}

fn is_pronoun(token: &Token) -> bool {
    matches!(token.lower.as_str(), "that" | "which" | "who" | "whom")
}

/// "aged 81" tells how old somebody is, not that they grew old.
fn ages(tokens: &mut [Token]) {
    for i in 1..tokens.len() {
        if tokens[i - 1].is("aged") && tokens[i].tag == Tag::CD {
            tokens[i - 1].tag = Tag::JJ;
        }
    }
}

/// "according to doctors", "owing to the storm": participles that have become prepositions do not tell that somebody does so.
fn prepositions(tokens: &mut [Token]) {
    for i in 1..tokens.len() {
        let participle = matches!(&*tokens[i - 1].lower, "according" | "owing" | "pertaining" | "relating");
        if participle && tokens[i].tag == Tag::TO {
            tokens[i - 1].tag = Tag::IN;
        }
    }
}

/// "Lugano beat Bern", "dug a tunnel and stole the gold": an irregular past read as noun or adjective, before an object,
/// is the verb that its clause lacks.
fn pasts(tokens: &mut [Token]) {
    for i in 1..tokens.len().saturating_sub(1) {
        let (before, token, after) = (&tokens[i - 1], &tokens[i], &tokens[i + 1]);
        let hidden = matches!(token.tag, Tag::NN | Tag::JJ)
            && !token.capital
            && text::irregular_past(&token.lower).is_some_and(|verb| lexicon::verb(verb).is_some());
        let object = after.tag.is_proper() || matches!(after.tag, Tag::DT | Tag::PRP | Tag::PRPS);
        // What is no other word's form needs no article behind it.
        let certain = || matches!(after.tag, Tag::NN | Tag::NNS | Tag::JJ | Tag::CD) && !text::is_plain(&token.lower);
        let lacks_verb = || match before.tag {
            Tag::CC => tokens[..i].iter().any(|t| t.tag == Tag::VBD),
            tag => (tag.is_noun() || tag == Tag::PRP) && !tokens.iter().any(is_finite),
        };
        if hidden && (object || certain()) && lacks_verb() {
            tokens[i].tag = Tag::VBD;
        }
    }
}

/// "met the ferry crews on Sunday": behind a verb and its article a word in -s ends the object, unless the verb says
/// something.
fn plurals(tokens: &mut [Token]) {
    for i in 3..tokens.len() {
        let [verb, article, noun, word] = &tokens[i - 3..=i] else { continue };
        let object = matches!(verb.tag, Tag::VBD | Tag::VBN | Tag::VB | Tag::VBG)
            && article.tag == Tag::DT
            && noun.tag == Tag::NN;
        let says = || lexicon::embedding_verb(&lemma(&verb.lower, verb.tag)).is_some();
        let ends = tokens.get(i + 1).is_none_or(|t| matches!(t.tag, Tag::IN | Tag::CC | Tag::Punct));
        if object
            && ends
            && word.tag == Tag::VBZ
            && !matches!(word.lower.as_str(), "is" | "has" | "'s" | "does")
            && !says()
        {
            tokens[i].tag = Tag::NNS;
        }
    }
}

fn restore_case(text: &str, sentences: &mut [Sentence], titled: &[bool]) {
    let mut restored = Vec::new();
    {
        let cases = cases(sentences, titled);
        for (index, sentence) in sentences.iter().enumerate().filter(|(i, _)| titled[*i]) {
            let mut tokens = sentence.tokens.clone();
            for token in tokens.iter_mut().filter(|t| t.kind == TokenKind::Word && t.capital) {
                token.capital = is_name(&token.lower, &cases);
            }
            text::tag(text, &mut tokens);
            restored.push((index, tokens));
        }
    }
    for (index, tokens) in restored {
        sentences[index].tokens = tokens;
    }
}

/// "Platform Names Marlow Chief": where no verb is seen, the first word in -s behind a noun that is a verb's form is one.
/// In running text only before "to" and a verb: "GM plans to close".
fn restore_verb(tokens: &mut [Token], headline: bool) {
    let hidden = (1..tokens.len().saturating_sub(1)).find(|&i| {
        let (before, token, after) = (&tokens[i - 1], &tokens[i], &tokens[i + 1]);
        let noun = token.tag == Tag::NNS || token.tag.is_proper() && !token.capital;
        let infinitive = after.tag == Tag::TO && tokens.get(i + 2).is_some_and(|t| t.tag == Tag::VB);
        let opens = infinitive
            || headline
                && (after.tag.is_noun()
                    || matches!(after.tag, Tag::DT | Tag::CD | Tag::JJ | Tag::PRPS | Tag::TO | Tag::IN));
        noun && before.tag.is_noun()
            && opens
            && token.lower.ends_with('s')
            && lexicon::verb(&lemma(&token.lower, Tag::VBZ)).is_some()
    });
    if let Some(at) = hidden {
        tokens[at].tag = Tag::VBZ;
        tokens[at].capital = false;
    }
}

fn cases<'a>(sentences: &'a [Sentence], titled: &[bool]) -> Cases<'a> {
    let mut cases = Cases::default();
    let running = sentences.iter().zip(titled).filter(|(_, titled)| !**titled);
    for (sentence, _) in running {
        for pair in sentence.tokens.windows(2) {
            let [before, token] = pair else { continue };
            if token.kind != TokenKind::Word || before.kind == TokenKind::Punct && token.capital {
                continue;
            }
            let seen = cases.entry(token.lower.as_str()).or_default();
            if token.capital { seen.0 += 1 } else { seen.1 += 1 }
        }
    }
    cases
}

fn is_name(lower: &str, cases: &Cases) -> bool {
    match cases.get(lower) {
        Some((capital, small)) => capital > small,
        None => !is_common(lower),
    }
}

/// A word that the lexicon of events or the tagger's list of plain words knows.
fn is_common(lower: &str) -> bool {
    let verb = [Tag::VBD, Tag::VBZ, Tag::VBG].iter().any(|tag| lexicon::verb(&lemma(lower, *tag)).is_some());
    verb || lexicon::noun(&lemma(lower, Tag::NNS)).is_some() || text::is_plain(lower)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Span, sentences};

    #[track_caller]
    fn tags(text: &str) -> String {
        let mut found = sentences(text, Span::new(0, text.len()));
        let titled: Vec<bool> = (0..found.len()).map(|i| i == 0).collect();
        restore(text, &mut found, &titled, &titled);
        let words = found[0].tokens.iter().filter(|t| t.tag != Tag::Punct);
        words.map(|t| format!("{}/{:?}", t.text(text), t.tag)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn capitals_prove_nothing_in_a_headline() {
        assert_eq!(
            tags("Ad Platform Brightside Names Jo Marlow Chief Officer\n\nThe platform Brightside named Jo Marlow."),
            "Ad/NN Platform/NN Brightside/NNP Names/VBZ Jo/NNP Marlow/NNP Chief/NNP Officer/NN"
        );
        assert_eq!(
            tags("PROSECUTORS TO PRESENT CASE TO GRAND JURY\n\nThe prosecutors spoke."),
            "PROSECUTORS/NNS TO/TO PRESENT/VB CASE/NN TO/TO GRAND/JJ JURY/NN"
        );
    }

    #[test]
    fn objects_and_plans_have_the_verbs_that_they_have() {
        let running = |text: &str, word: &str| {
            let mut found = sentences(text, Span::new(0, text.len()));
            let none = vec![false; found.len()];
            restore(text, &mut found, &none, &none);
            found[0].tokens.iter().find(|t| t.is(word)).map(|t| t.tag)
        };
        assert_eq!(running("The mayor met the ferry crews on Sunday.", "crews"), Some(Tag::NNS));
        assert_eq!(running("He said the company closes in May.", "closes"), Some(Tag::VBZ));
        assert_eq!(running("The Lugano Herons beat the Bern Otters 4-3 on Sunday.", "beat"), Some(Tag::VBD));
        assert_eq!(running("Thieves dug a tunnel and stole gold on Sunday.", "stole"), Some(Tag::VBD));
        assert_eq!(running("It fell after the regulator fined Castor Bank for lax rules.", "fined"), Some(Tag::VBD));
        assert_eq!(running("Voters elected Jo Marlow mayor on Sunday.", "elected"), Some(Tag::VBD));
        assert_eq!(running("The singer died on Monday, aged 81.", "aged"), Some(Tag::JJ));
        assert_eq!(running("It fell after workers injured in the fire left the site.", "injured"), Some(Tag::VBN));
        assert_ne!(running("A film called The Bridge.", "called"), Some(Tag::VBD));
        assert_ne!(running("They left after a man named Jo Marlow came.", "named"), Some(Tag::VBD));
        assert_eq!(running("The ward was hit, according to doctors.", "according"), Some(Tag::IN));
        assert_eq!(running("They heard the beat of the drums.", "beat"), Some(Tag::NN));
        assert_ne!(running("They sold bread and cut flowers.", "cut"), Some(Tag::VBD));
        assert_eq!(running("GM plans to lay off 47,000 employees.", "plans"), Some(Tag::VBZ));
    }
}
