use dateline::*;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut files = vec![]; let mut published=None; let mut i=1;
    while i<args.len() { match args[i].as_str() { "--format"=>i+=1, "--published"=>{published=time::parse_day(&args[i+1]); i+=1}, f=>files.push(std::path::PathBuf::from(f)) } i+=1; }
    if args[0]=="build" {
        let mut p = project::Project::default();
        for f in &files { let a=article::open(f).unwrap(); let an=event::analyse(&a); 
            if let Some(d)=published { p.edit(project::Edit::SetPublished{article:a.id.clone(),date:Some(d)}); }
            p.add(project::Loaded::Article(project::Source{article:a.into(),analysis:an.into()})); }
        print!("{}", export::to_string(&p.timeline(), export::Format::Json));
    } else {
        let a=article::open(&files[0]).unwrap(); let an=event::analyse(&a);
        let r=time::resolve_all(&an.timexes, published);
        let times: Vec<_> = an.timexes.iter().zip(&r).map(|(t,r)| { let s=a.chars.to_chars(&a.text,t.span); serde_json::json!({"start":s.start,"end":s.end,"type":format!("{:?}",t.kind).to_uppercase(),"value":r.value,"text":t.span.of(&a.text)})}).collect();
        if std::env::var("DUMP").is_ok() { for m in &an.mentions { eprintln!("{:?} {} {:?} stands={} {:.2} {:?} {:?} | {} | {:?}", m.span.of(&a.text), m.kind, m.status, m.stands, m.score, m.tense, m.time, m.title, m.participants.iter().map(|p|p.name.as_str()).collect::<Vec<_>>()); } }
        println!("{}", serde_json::json!({"article":{"text":a.text},"times":times}));
    }
}
