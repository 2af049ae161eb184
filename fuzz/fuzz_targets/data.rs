#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for name in ["story.xml", "story.json", "story.jsonl", "story.csv", "story.srt"] {
        let _ = dateline::article::contents(name, bytes);
    }
});
