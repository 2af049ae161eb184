//! How a word belongs to the word that it hangs on: the relations of the CLEAR style (Choi and Palmer 2012), those that
//! nothing here tells apart taken together.

macro_rules! relations {
    ($($(#[$doc:meta])* $name:ident = $($label:literal)|+),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Relation { $($(#[$doc])* $name),+ }

        impl Relation {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The label of the treebank, the first where several are one relation here.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => first(&[$($label),+]),)+ }
            }

            pub const fn is_subject(self) -> bool {
                matches!(self, Self::Subject | Self::PassiveSubject | Self::Expletive)
            }

            /// By the label of a treebank in the CLEAR style.
            pub fn of(label: &str) -> Self {
                match label { $($($label)|+ => Self::$name,)+ _ => Self::Other }
            }
        }
    };
}

const fn first(labels: &[&'static str]) -> &'static str {
    labels[0]
}

relations! {
    Other = "dep" | "case",
    Root = "root" | "ROOT",
    Subject = "nsubj" | "csubj",
    PassiveSubject = "nsubjpass" | "csubjpass",
    /// "there", or an "it" that stands for nothing.
    Expletive = "expl",
    Object = "dobj",
    IndirectObject = "dative" | "iobj",
    /// The "by" of a passive verb.
    Agent = "agent",
    Preposition = "prep",
    PrepositionObject = "pobj" | "pcomp",
    /// What "is", "becomes" or "elected him" says: a noun or an adjective.
    Predicate = "attr" | "acomp" | "oprd",
    /// A clause that a verb or noun needs ("said that …").
    Clause = "ccomp",
    /// One without a subject of its own ("began to …").
    OpenClause = "xcomp",
    AdverbialClause = "advcl",
    RelativeClause = "relcl",
    /// A clause on a noun without a pronoun ("the house built by …", "a plan to …").
    ReducedClause = "acl",
    Conjunct = "conj",
    Coordinator = "cc" | "preconj",
    Apposition = "appos",
    Auxiliary = "aux",
    PassiveAuxiliary = "auxpass",
    Negation = "neg",
    Marker = "mark",
    Particle = "prt",
    Determiner = "det" | "predet",
    Possessor = "poss",
    Modifier = "amod" | "nmod" | "quantmod" | "nummod",
    Compound = "compound",
    Adverb = "advmod",
    /// A noun that stands as an adverb ("last week", "two days later").
    NounAdverb = "npadvmod",
    Aside = "parataxis" | "meta" | "intj",
    Punctuation = "punct",
}
