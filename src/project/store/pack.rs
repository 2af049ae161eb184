//! Bytes made smaller, and back.

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use std::io::{Read, Write};

/// More than any article, file or timeline has: a damaged or malicious project does not eat the memory.
const LARGEST: u64 = 512 << 20;
/// Text becomes a third of its size; higher levels take long for little.
const LEVEL: Compression = Compression::new(5);

pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 2), LEVEL);
    // Writing to memory cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// `None` where the bytes are no work of [`packed`].
pub fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(packed.len().saturating_mul(3));
    ZlibDecoder::new(packed).take(LARGEST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

pub fn unpacked_text(packed: &[u8]) -> Option<String> {
    String::from_utf8(unpacked(packed)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back() {
        let text = "The bridge was closed. ".repeat(100);
        assert!(packed(text.as_bytes()).len() < text.len() / 10);
        for bytes in [text.as_bytes(), b"", b"\0\xFF"] {
            assert_eq!(unpacked(&packed(bytes)).as_deref(), Some(bytes));
        }
    }

    #[test]
    fn what_is_damaged_is_nothing() {
        let good = packed("The bridge was closed.".as_bytes());
        assert_eq!(unpacked(&good[..good.len() - 3]), None);
        assert_eq!(unpacked(b"no work of ours"), None);
        assert_eq!(unpacked_text(&packed(b"\xFF\xFE")), None);
    }
}
