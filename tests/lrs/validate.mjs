// Every statement goes through Learning Locker's validator of xAPI 1.0.3; then broken ones must not.
import { readFileSync } from "node:fs";
import validation from "@learninglocker/xapi-validation";

const validate = validation.default ?? validation;
const statements = JSON.parse(readFileSync(process.argv[2], "utf8"));
const told = [];
for (const statement of statements) {
  const warnings = validate(statement);
  if (warnings.length > 0) told.push(`${statement.id}: ${warnings.map((warning) => `${warning.constructor.name} at ${warning.path?.join(".")}`).join(", ")}`);
}

const answered = statements.find((statement) => statement.object.definition?.interactionType === "choice");
/** What makes of a sound statement one that is not. */
const breakages = {
  "an id that is no UUID": (statement) => (statement.id = "answered/1"),
  "no actor": (statement) => delete statement.actor,
  "a verb that is no IRI": (statement) => (statement.verb.id = "answered"),
  "a response that is no string": (statement) => (statement.result.response = 2),
  "a duration in words": (statement) => (statement.result.duration = "42 s"),
  "an extension without an IRI": (statement) => (statement.context.extensions = { rang: 1 }),
  "the steps of another interaction": (statement) => (statement.object.definition.steps = []),
  "a language that is none": (statement) => (statement.verb.display = { français: "a répondu" }),
  "a key of ours": (statement) => (statement.choice = "a"),
};
for (const [name, breakIt] of Object.entries(breakages)) {
  const statement = structuredClone(answered);
  breakIt(statement);
  if (validate(statement).length === 0) told.push(`the validator accepts ${name}: it sees nothing`);
}

if (told.length > 0) {
  console.error(told.join("\n"));
  process.exit(1);
}
console.log(`  ${statements.length} statements pass the validator; ${Object.keys(breakages).length} broken ones do not`);
