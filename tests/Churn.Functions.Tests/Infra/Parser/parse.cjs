// Reads a text a line, as a JSON string, and answers a tree a line; a node is [type, start, end, [children]], named nodes and errors only.
const path = require('node:path');
const readline = require('node:readline');
const { createRequire } = require('node:module');
const load = createRequire(path.join(process.argv[2], 'package.json'));
const { Parser, Language } = load('web-tree-sitter');

const tree = node => [
  node.isMissing ? 'ERROR' : node.type,
  node.startIndex,
  node.endIndex,
  node.children.filter(child => child && (child.isNamed || child.isError || child.isMissing)).map(tree),
];

(async () => {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(load.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));
  for await (const line of readline.createInterface({ input: process.stdin })) {
    process.stdout.write(JSON.stringify(tree(parser.parse(JSON.parse(line)).rootNode)) + '\n');
  }
})();
