//! (to come)
use crate::model::chart::{Chart, Graph};
pub fn layout(_: &Graph) -> Chart {
    Chart::default()
}
pub fn graph(_: &crate::model::Portal, _: &crate::model::Page) -> Graph {
    Graph::default()
}
