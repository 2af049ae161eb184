#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for name in ["story.warc", "story.warc.gz"] {
        let _ = dateline::article::contents(name, bytes);
    }
});
