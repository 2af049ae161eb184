pub fn worked() -> f64 {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok().and_then(|t| t.split(' ').next()?.parse::<f64>().ok()).unwrap_or(0.0) / 1e6
}
pub struct Tick(pub &'static str, f64);
impl Tick {
    pub fn new(name: &'static str) -> Self { std::thread::yield_now(); Self(name, worked()) }
}
impl Drop for Tick {
    fn drop(&mut self) {
        std::thread::yield_now();
        let t = worked() - self.1;
        if t > 2.0 { eprintln!("    {} {t:.1}", self.0); }
    }
}
