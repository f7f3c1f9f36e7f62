//! All integration tests, in one binary: linking once is what keeps them quick.

mod broken;
mod cases;
mod charts;
mod format;
mod layers;
mod markdown;
mod outputs;
mod portal;
mod publish;
mod rules;
mod serve;
mod support;
mod svg;
mod theme;
mod tidy;
