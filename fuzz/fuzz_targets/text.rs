#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for name in ["story.txt", "story.md"] {
        let _ = dateline::article::contents(name, bytes);
    }
});
