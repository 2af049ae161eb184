//! An article's sentences, time expressions and mentions: all that does not depend on its publication date.

use super::dispute;
use super::mention::{self, Place};
use super::model::{Analysis, Mention};
use super::names::Names;
use super::quote;
use super::retag;
use super::subject::Salient;
use super::worth;
use crate::article::{Article, Block, BlockKind};
use crate::text::{self, Sentence, Span};
use crate::time;

/// Reads an article for events.
pub fn analyse(article: &Article) -> Analysis {
    let read: Vec<(usize, Sentence)> = article
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| reads(block.kind) && article.is_readable(block))
        .flat_map(|(index, block)| text::sentences(&article.text, block.span).into_iter().map(move |s| (index, s)))
        .collect();
    let (blocks, mut sentences): (Vec<usize>, Vec<Sentence>) = read.into_iter().unzip();
    let titled: Vec<bool> = blocks.iter().map(|&block| is_titled(article, &article.blocks[block])).collect();
    let headlines: Vec<bool> = blocks.iter().map(|&b| article.blocks[b].kind == BlockKind::Headline).collect();
    retag::restore(&article.text, &mut sentences, &headlines, &titled);
    let timexes = time::recognize(&sentences);
    let names = Names::collect(&article.text, &sentences, &|s| titled[s]);
    let lead = blocks.iter().copied().find(|&b| article.blocks[b].kind == BlockKind::Body).unwrap_or(0);
    let mut mentions: Vec<Mention> = Vec::new();
    let mut salient = Salient::default();
    let (mut first_timex, mut speech_of, mut speech) = (0, usize::MAX, Vec::new());
    for (index, sentence) in sentences.iter().enumerate() {
        let paragraph = blocks[index];
        if speech_of != paragraph {
            speech = quote::speech(&article.text, article.blocks[paragraph].span);
            speech_of = paragraph;
        }
        let count = timexes[first_timex..].iter().take_while(|t| t.sentence == index).count();
        let place = Place {
            text: &article.text,
            index,
            sentence,
            block: article.blocks[paragraph].kind,
            paragraph,
            position: paragraph.saturating_sub(lead),
            opens: index == 0 || blocks[index - 1] != paragraph,
            speech: &speech,
            timexes: &timexes[first_timex..first_timex + count],
            first_timex,
        };
        if tells(place.block) {
            mentions.extend(mention::find(&place, &names, &mut salient));
        }
        first_timex += count;
    }
    worth::weigh(&mut mentions, lead);
    dispute::mark(&mut mentions);
    Analysis { sentences, timexes, mentions }
}

/// Does a block belong to the article, so that its dates count?
fn reads(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Boilerplate | BlockKind::Comment)
}

/// Does a block report anything? Furniture and readers' comments do not.
fn tells(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Headline | BlockKind::Bullet | BlockKind::Body | BlockKind::Caption | BlockKind::Quote)
}

/// Most Words of a Headline Have Capitals, which proves no name.
fn is_titled(article: &Article, block: &Block) -> bool {
    if block.kind != BlockKind::Headline {
        return false;
    }
    let long: Vec<&str> = span_words(&article.text, block.span).filter(|w| w.chars().count() > 3).collect();
    let capital = long.iter().filter(|w| w.starts_with(char::is_uppercase)).count();
    capital * 3 > long.len() * 2
}

fn span_words(text: &str, span: Span) -> impl Iterator<Item = &str> {
    span.of(text).split_whitespace()
}
