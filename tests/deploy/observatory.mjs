// Scores a server of this machine by the rules of MDN's HTTP Observatory, whose own scan knows no ports.
// node observatory.mjs FOLDER_OF_THE_PACKAGE PORT_OF_HTTP PORT_OF_HTTPS
import { pathToFileURL } from "node:url";

const [folder, httpPort, httpsPort] = process.argv.slice(2);
const part = (name) => import(pathToFileURL(`${folder}/src/${name}`));
const { retrieve } = await part("retriever/retriever.js");
const { ALL_TESTS } = await part("constants.js");
const { getGradeForScore, getScoreModifier } = await part("grader/grader.js");
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await part("grader/charts.js");

const answers = await retrieve("localhost", { httpPort, httpsPort });
const results = ALL_TESTS.map((test) => test(answers));
const marks = results.map(({ result }) => getScoreModifier(result));
const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);
const strict = 100 + sum(marks.filter((mark) => mark < 0));
const score = strict >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? 100 + sum(marks) : strict;
const { grade } = getGradeForScore(score);
console.log(JSON.stringify({
  score, grade,
  tests: results.map(({ name, result, pass }, n) => ({ name, result, pass, mark: marks[n] })),
}));
