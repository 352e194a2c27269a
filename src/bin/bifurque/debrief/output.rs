//! Where reports are written.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::rc::Rc;

use bifurque::export::xapi::{Exporter, Untold, XapiOptions};
use bifurque::export::{Report, html};
use bifurque::record::{AttemptId, HandOver};
use bifurque::scenario::Scenario;

/// A text, in a file or out.
pub fn text(output: Option<&Path>, text: &str) -> Result<(), String> {
    match output {
        Some(path) => crate::files::write(path, text),
        None => io::stdout().write_all(text.as_bytes()).map_err(|error| error.to_string()),
    }
}

/// Files of a folder, which is made where it is not there.
pub fn folder(output: Option<&Path>, files: &[(String, String)]) -> Result<(), String> {
    let folder = output.unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    files.iter().try_for_each(|(name, text)| crate::files::write(&folder.join(name), text))
}

/// A page for each case; the only one can go out.
pub fn pages(output: Option<&Path>, report: &Report) -> Result<(), String> {
    match (output, report.cases.as_slice()) {
        (None, [case]) => text(None, &html(case)),
        (None, []) => Ok(()),
        (None, _) => Err("html écrit une page par cas, et il y en a plusieurs : donnez un dossier avec --output.".to_owned()),
        (output, cases) => folder(output, &cases.iter().map(|case| ([&case.scenario, ".html"].concat(), html(case))).collect::<Vec<_>>()),
    }
}

/// One JSON array of statements, written as they are made, one on each line.
pub struct Statements<'s> {
    sink: Box<dyn Write>,
    options: XapiOptions,
    scenarios: &'s [Rc<Scenario>],
    exporters: Vec<Exporter<'s>>,
    any: bool,
}

impl<'s> Statements<'s> {
    pub fn open(output: Option<&Path>, scenarios: &'s [Rc<Scenario>], options: XapiOptions) -> Result<Self, String> {
        let sink: Box<dyn Write> = match output {
            Some(path) => Box::new(BufWriter::new(File::create(path).map_err(|error| format!("{}: {error}", path.display()))?)),
            None => Box::new(BufWriter::new(io::stdout())),
        };
        let exporters = scenarios.iter().map(|scenario| Exporter::new(scenario, options.clone())).collect();
        Ok(Self { sink, options, scenarios, exporters, any: false })
    }

    /// Writes the statements of a path, by the place of its case; the inner error says why there are none.
    pub fn write(&mut self, case: usize, hand_over: &HandOver) -> io::Result<Result<(), Untold>> {
        let (sink, any) = (&mut self.sink, &mut self.any);
        self.exporters.get(case).map_or(Ok(Ok(())), |exporter| write(sink, any, exporter, hand_over))
    }

    /// The same for the paths of a workshop.
    pub fn write_session<'g>(&mut self, case: usize, id: AttemptId, paths: impl Iterator<Item = &'g HandOver>) -> io::Result<Vec<Untold>> {
        let mut untold = Vec::new();
        if let Some(scenario) = self.scenarios.get(case) {
            let exporter = Exporter::new(scenario, self.options.of_session(id));
            for path in paths {
                untold.extend(write(&mut self.sink, &mut self.any, &exporter, path)?.err());
            }
        }
        Ok(untold)
    }

    pub fn close(mut self) -> Result<(), String> {
        self.sink.write_all(if self.any { b"\n]\n" } else { b"[]\n" }).and_then(|()| self.sink.flush()).map_err(|error| error.to_string())
    }
}

fn write(sink: &mut impl Write, any: &mut bool, exporter: &Exporter<'_>, hand_over: &HandOver) -> io::Result<Result<(), Untold>> {
    let statements = match exporter.statements(hand_over) {
        Ok(statements) => statements,
        Err(untold) => return Ok(Err(untold)),
    };
    for statement in &statements {
        sink.write_all(if std::mem::replace(any, true) { b",\n" } else { b"[\n" })?;
        serde_json::to_writer(&mut *sink, statement)?;
    }
    Ok(Ok(()))
}
