//! All integration tests, in one binary: linking once is what keeps them quick.

mod charts;
mod markdown;
mod outputs;
mod publish;
mod serve;
mod svg;
mod theme;
