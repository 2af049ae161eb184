#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for name in ["story.docx", "story.odt", "story.epub", "story.zip"] {
        let _ = dateline::article::contents(name, bytes);
    }
});
