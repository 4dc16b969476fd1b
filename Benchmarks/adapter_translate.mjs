// Translates lines of constraints as adapter.js does in a Chrome of 2015.
//
// Usage: node adapter_translate.mjs ADAPTER_CHECKOUT < LINES > LINES
import { createInterface } from 'node:readline';
import { createWriteStream } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

const checkout = process.argv[2];
const source = resolve(checkout, 'src/js/chrome/getusermedia.js');
const { shimGetUserMedia } = await import(pathToFileURL(source));

let translated;
const navigator = {
  mediaDevices: {},
  webkitGetUserMedia(constraints) { translated = constraints; },
};
shimGetUserMedia({ navigator }, { version: 49 });

const output = createWriteStream(null, { fd: 1 });
let answers = [];
for await (const line of createInterface({ input: process.stdin })) {
  navigator.getUserMedia(JSON.parse(line), () => {}, () => {});
  answers.push(JSON.stringify(translated));
  if (answers.length === 1000) {
    output.write(answers.join('\n') + '\n');
    answers = [];
  }
}
output.end(answers.map((answer) => answer + '\n').join(''));
