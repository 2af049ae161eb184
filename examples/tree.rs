//! Local: prints trees.
use dateline::text::{Span, sentences};
fn main() {
    for text in std::env::args().skip(1) {
        for s in sentences(&text, Span::new(0, text.len())) {
            let t = dateline::text::tree::Tree::of(&s.tokens, 0, &[]);
            for (i, tok) in s.tokens.iter().enumerate() {
                let h = t.head(i).map_or("ROOT".to_string(), |h| s.tokens[h].lower.to_string());
                println!("{i:3} {:18} {:?}  {:?} <- {h}", tok.lower, tok.tag, t.relation(i));
            }
            println!();
        }
    }
}
