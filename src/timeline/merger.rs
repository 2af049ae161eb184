//! Which events are one, kept from one time to the next: what comes, goes or changes costs what it touches.
//!
//! Events join groups in reading order, each the group that it fits best of those that it has something in common with.
//! So an event has to be asked anew only where something before it has changed: an event that it has something in common
//! with, or the group of such an event. All others stay where they are, and the result is that of merging all anew.

use super::blocks::{Blocks, Places, Slot};
use super::clock::Clock;
use super::merge::{self, THRESHOLD};
use super::model::{ArticleInfo, Merged, Parts, Timeline};
use super::order::Order;
use super::view::{Kinds, Texts, View, Views};
use crate::event::Event;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Merges events that several articles report, again and again.
#[derive(Debug, Default)]
pub struct Merger {
    views: Views,
    nodes: Vec<Node>,
    places: Places,
    /// The events that are there, in reading order.
    order: Vec<Slot>,
    /// By the address of each event that is there: an event never changes, another one takes its place.
    known: FxHashMap<usize, Slot>,
    blocks: Blocks,
    groups: Vec<Group>,
    /// The merged events in the order of the last timeline.
    sorted: Vec<Arc<Event>>,
}

#[derive(Debug)]
struct Node {
    event: Arc<Event>,
    view: View,
    /// Index into the groups; `None` until it is asked for the first time.
    group: Option<usize>,
}

/// Events that are one.
#[derive(Debug, Default)]
struct Group {
    /// In reading order; none where all have gone.
    members: Vec<Slot>,
    joined: Option<Arc<Event>>,
}

/// What is to be done.
struct Work {
    kinds: Kinds,
    /// The events to be asked, by their places.
    open: Vec<bool>,
    /// Behind the last event that was there before, nothing needs to be opened.
    end: usize,
    /// The groups whose members have changed.
    groups: FxHashSet<usize>,
}

impl Merger {
    /// Merges events that stand in reading order: article by article, each in text order. What was merged before saves
    /// work and changes nothing.
    pub fn merge(&mut self, title: &str, articles: Vec<ArticleInfo>, events: Vec<Arc<Event>>) -> Merged {
        let events = merge::same_ids(events);
        let known = events.iter().filter(|e| self.known.contains_key(&address(e))).count();
        // Where most is new nothing is saved, and what has gone is not remembered for ever.
        if known < events.len() / 2 || self.nodes.len() > 2 * self.order.len() {
            *self = Self { blocks: self.blocks.emptied(), ..Self::default() };
        }
        let mut work = self.exchange(events);
        self.regroup(&mut work);
        self.join(&work.groups);
        self.sorted = Order::of(&articles, Clock::of(&self.sorted)).sorted(&self.sorted);
        let timeline = Timeline { title: title.to_owned(), articles: articles.into(), events: self.sorted.clone() };
        Merged { timeline, parts: self.parts() }
    }

    /// Takes these events in the place of those that were there.
    fn exchange(&mut self, events: Vec<Arc<Event>>) -> Work {
        let (mut order, mut come, mut next) = (Vec::with_capacity(events.len()), Vec::new(), 0);
        for event in events {
            // What has moved before others is taken for new: the others keep their order.
            let known = self.known.get(&address(&event)).copied().filter(|slot| self.places[*slot] >= next);
            order.push(known.unwrap_or_else(|| {
                come.push(event);
                self.nodes.len() + come.len() - 1
            }));
            next = known.map_or(next, |slot| self.places[slot] + 1);
        }
        let new: Vec<Slot> = (self.nodes.len()..self.nodes.len() + come.len()).collect();
        let texts: Vec<Texts> = come.par_iter().map(|event| Texts::of(event)).collect();
        for (event, texts) in come.into_iter().zip(texts) {
            let view = self.views.of(&event, texts);
            self.nodes.push(Node { event, view, group: None });
        }
        let gone = self.take_out(&order);
        self.places.resize(self.nodes.len(), 0);
        self.order = order;
        for (place, slot) in self.order.iter().enumerate() {
            self.places[*slot] = place;
        }
        for slot in &new {
            self.blocks.add(*slot, &self.nodes[*slot].view, &self.places);
            self.known.insert(address(&self.nodes[*slot].event), *slot);
        }
        self.work(&new, &gone)
    }

    /// Takes out of the blocks what is not in the new order; each with what stands before it and stays.
    fn take_out(&mut self, order: &[Slot]) -> Vec<(Slot, Option<Slot>)> {
        let mut stays = vec![false; self.nodes.len()];
        for slot in order {
            stays[*slot] = true;
        }
        let (mut gone, mut before) = (Vec::new(), None);
        for slot in &self.order {
            if stays[*slot] {
                before = Some(*slot);
            } else {
                self.blocks.remove(*slot, &self.nodes[*slot].view, &self.places);
                self.known.remove(&address(&self.nodes[*slot].event));
                gone.push((*slot, before));
            }
        }
        gone
    }

    /// What is to be asked once events have come and gone.
    fn work(&mut self, new: &[Slot], gone: &[(Slot, Option<Slot>)]) -> Work {
        let end = self.order.iter().rposition(|slot| self.nodes[*slot].group.is_some()).map_or(0, |place| place + 1);
        let (open, groups) = (vec![false; self.order.len()], FxHashSet::default());
        let mut work = Work { kinds: self.views.kinds(), open, end, groups };
        // What looks at them is opened when they join their groups.
        for slot in new {
            work.open[self.places[*slot]] = true;
        }
        for (slot, before) in gone {
            // From here on something is missing.
            let place = before.map_or(0, |before| self.places[before] + 1);
            self.open(*slot, place, &mut work);
            self.leave(*slot, place, &mut work);
        }
        if end > 0 {
            let changed = new.iter().chain(gone.iter().map(|(slot, _)| slot)).map(|slot| &self.nodes[*slot].view);
            for slot in self.blocks.at_the_brink(&changed.collect::<Vec<_>>(), &self.places) {
                work.open[self.places[slot]] = true;
            }
        }
        work
    }

    /// Opens what stands behind an event, from this place on, and has something in common with it.
    fn open(&self, slot: Slot, from: usize, work: &mut Work) {
        if from >= work.end {
            return;
        }
        let view = &self.nodes[slot].view;
        for other in self.blocks.from(view, from, &self.places) {
            let place = self.places[other];
            work.open[place] = work.open[place] || work.kinds.may_be_one(view, &self.nodes[other].view);
        }
    }

    /// Asks the events that are open, in reading order.
    fn regroup(&mut self, work: &mut Work) {
        for place in 0..self.order.len() {
            if !work.open[place] {
                continue;
            }
            let slot = self.order[place];
            let was = self.nodes[slot].group;
            // What begins a group may stay there where it fits to none before it.
            let own = was.filter(|group| self.groups[*group].members.first() == Some(&slot));
            let group = self.best(slot, &work.kinds).or(own);
            if group.is_some() && group == was {
                continue;
            }
            self.leave(slot, place + 1, work);
            let group = group.unwrap_or_else(|| {
                self.groups.push(Group::default());
                self.groups.len() - 1
            });
            self.nodes[slot].group = Some(group);
            let members = &mut self.groups[group].members;
            members.insert(members.partition_point(|member| self.places[*member] < place), slot);
            self.changed(group, place + 1, work);
        }
    }

    fn leave(&mut self, slot: Slot, from: usize, work: &mut Work) {
        if let Some(group) = self.nodes[slot].group.take() {
            self.groups[group].members.retain(|member| *member != slot);
            self.changed(group, from, work);
        }
    }

    /// Opens what looks at a group that has changed.
    fn changed(&self, group: usize, from: usize, work: &mut Work) {
        work.groups.insert(group);
        for member in &self.groups[group].members {
            self.open(*member, from.max(self.places[*member] + 1), work);
        }
    }

    /// The group before an event that it belongs to.
    fn best(&self, slot: Slot, kinds: &Kinds) -> Option<usize> {
        let (view, place) = (&self.nodes[slot].view, self.places[slot]);
        let near = self.blocks.before(view, place, &self.places);
        let near = near.map(|other| &self.nodes[other]).filter(|other| kinds.may_be_one(view, &other.view));
        let mut near: Vec<usize> = near.filter_map(|other| other.group).collect();
        near.sort_unstable();
        near.dedup();
        let first = |group: usize| self.groups[group].members.first().map(|member| self.places[*member]);
        let fit = |group: usize| {
            let before = self.groups[group].members.iter().take_while(|member| self.places[**member] < place);
            merge::fit(view, before.map(|member| &self.nodes[*member].view), kinds)
        };
        near.into_iter()
            .filter_map(|group| Some((group, fit(group)?)))
            .filter(|(_, score)| *score >= THRESHOLD)
            .max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| first(b.0).cmp(&first(a.0))))
            .map(|(group, _)| group)
    }

    /// Makes one event of each of these groups, in the place of what was made of it before.
    fn join(&mut self, groups: &FxHashSet<usize>) {
        let groups: Vec<usize> = groups.iter().copied().collect();
        let joined = |group: &usize| match self.groups[*group].members[..] {
            [] => None,
            [one] => Some(merge::counted(&self.nodes[one].event)),
            ref several => {
                let reports: Vec<Arc<Event>> = several.iter().map(|m| self.nodes[*m].event.clone()).collect();
                Some(Arc::new(merge::join(&reports)))
            }
        };
        let joined: Vec<Option<Arc<Event>>> = groups.par_iter().map(joined).collect();
        let (mut before, mut now) = (FxHashMap::default(), Vec::with_capacity(groups.len()));
        for (group, joined) in groups.into_iter().zip(joined) {
            now.extend(joined.clone());
            let before_it = std::mem::replace(&mut self.groups[group].joined, joined);
            before.extend(before_it.map(|event| (address(&event), event)));
        }
        // They stand in order but for the new ones, which makes sorting them a matter of one pass.
        self.sorted.retain(|event| !before.contains_key(&address(event)));
        self.sorted.extend(now);
    }

    fn parts(&self) -> Parts {
        let several = self.groups.iter().filter(|group| group.members.len() > 1);
        let part = |group: &Group| {
            let reports = group.members.iter().map(|m| self.nodes[*m].event.clone()).collect();
            Some((group.joined.as_ref()?.id.clone(), reports))
        };
        several.filter_map(part).collect()
    }
}

fn address(event: &Arc<Event>) -> usize {
    Arc::as_ptr(event).addr()
}

#[cfg(test)]
mod tests;
