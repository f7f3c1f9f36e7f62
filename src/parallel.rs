//! Work on several threads that others may wait for.

use rayon::prelude::*;

/// `f` of every item, in their order; on all threads, or on this one when it already is one of them.
///
/// For what is made once, when somebody first asks. A thread of the pool that waits for its helpers takes on other
/// work of the pool meanwhile. That may ask for the very thing that is being made, and then waits for itself.
pub fn map<'a, T: Sync, R: Send>(items: &'a [T], f: impl Fn(&'a T) -> R + Send + Sync) -> Vec<R> {
    map_with(items, || (), |(), item| f(item))
}

/// The same, where `f` has something by it that `new` makes for each run of items: memory to be used again, or
/// what it learnt from the items before.
pub fn map_with<'a, T: Sync, W, R: Send>(
    items: &'a [T],
    new: impl Fn() -> W + Send + Sync,
    f: impl Fn(&mut W, &'a T) -> R + Send + Sync,
) -> Vec<R> {
    if rayon::current_thread_index().is_some() {
        let mut with = new();
        items.iter().map(|item| f(&mut with, item)).collect()
    } else {
        items.par_iter().map_init(new, f).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread::{current, sleep};
    use std::time::Duration;

    #[test]
    fn a_thread_of_the_pool_does_not_wait_for_others() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(4).build().unwrap();
        let slow = |_: &u64| {
            sleep(Duration::from_millis(1));
            current().id()
        };
        let items = [0; 40];
        let (own, threads) = pool.install(|| (current().id(), map(&items, slow)));
        assert_eq!(threads, [own; 40]);
        assert!(map(&items, slow).iter().all(|thread| *thread != current().id()), "others wait for the pool");
    }

    #[test]
    fn the_order_stays() {
        let items: Vec<u32> = (0..1_000).collect();
        assert_eq!(map(&items, |n| n * 2), items.iter().map(|n| n * 2).collect::<Vec<_>>());
    }
}
