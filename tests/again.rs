//! A project in which articles come, go and are dated anew has at each step the timeline, to the byte, of one that was put
//! together at once.

use chrono::{Days, NaiveDate};
use dateline::article;
use dateline::event;
use dateline::export::{Format, to_string};
use dateline::landmark::Landmarks;
use dateline::project::{Edit, Loaded, Project, Source};
use proptest::prelude::*;
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// The articles of the examples, read once.
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("the examples").flatten().map(|f| f.path()).collect();
    files.sort();
    let source = |file: &std::path::PathBuf| {
        let name = file.file_name().expect("a name").to_string_lossy();
        let article = article::read(&name, &std::fs::read(file).expect("a file")).expect("an article");
        let analysis = event::analyse(&article);
        Source::new(Arc::new(article), Arc::new(analysis), &Landmarks::shipped())
    };
    files.iter().map(source).collect()
});

#[derive(Clone, Copy, Debug)]
enum Step {
    Add(usize),
    Redate(usize, u64),
    Remove(usize),
    Undo,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => any::<usize>().prop_map(Step::Add),
        3 => (any::<usize>(), 0_u64..9).prop_map(|(at, days)| Step::Redate(at, days)),
        2 => any::<usize>().prop_map(Step::Remove),
        1 => Just(Step::Undo),
    ]
}

fn take(step: Step, project: &mut Project) {
    let id = |at: usize| SOURCES[at % SOURCES.len()].article.id.clone();
    match step {
        Step::Add(at) => {
            let at = at % SOURCES.len();
            project.add_at(at, Loaded::Article(SOURCES[at].clone()));
        }
        Step::Redate(at, days) => {
            let date = NaiveDate::from_ymd_opt(2016, 11, 17).map(|first| first + Days::new(days));
            project.edit(Edit::SetPublished { article: id(at), date });
        }
        Step::Remove(at) => project.edit(Edit::SetRemoved { article: id(at), removed: true }),
        Step::Undo => {
            project.undo();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn step_by_step_is_all_at_once(steps in prop::collection::vec(step(), 1..12)) {
        let mut project = Project::default();
        let half = SOURCES.len() / 2;
        (0..half).for_each(|at| take(Step::Add(at), &mut project));
        project.timeline();
        for step in steps {
            take(step, &mut project);
            let mut anew = Project::default();
            for source in project.sources() {
                anew.add(Loaded::Article(source.clone()));
            }
            anew.restore(project.edits().clone());
            let (ours, theirs) = (project.timeline(), anew.timeline());
            prop_assert!(to_string(&ours, Format::Json) == to_string(&theirs, Format::Json), "after {:?}", step);
        }
    }
}
