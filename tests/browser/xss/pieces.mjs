// A file of a site in pieces, each of which holds one vector in one place. What the program refuses is taken
// out piece by piece, so that as many as possible reach a page.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A scalar in double quotes, as YAML and TOML both read it. */
export const quoted = (text) => JSON.stringify(text).replace(/\x7f/g, '\\u007f');

/** Lines without a vector. */
export const plain = (...lines) => ({ lines });

/** Lines with one. `instead` is what stands there when it is refused: nothing, or what the page cannot do without. */
export const sink = (name, lines, instead = []) => ({ name, lines: [lines].flat(), instead: [instead].flat() });

export class File {
  constructor(path, pieces) {
    this.path = path;
    this.pieces = pieces;
    this.refused = [];
  }

  /** A piece may have line breaks within its lines: the vector's own. */
  get text() {
    return this.pieces.map(({ lines }) => lines.map((line) => `${line}\n`).join('')).join('');
  }

  /** The piece in which a line stands, counting from 1. */
  at(line) {
    let end = 0;
    return this.pieces.find((piece) => {
      end += piece.lines.map((text) => text.split(/\r\n|\r|\n/).length).reduce((a, b) => a + b, 0);
      return line <= end;
    });
  }

  /** Takes out what the program refuses at a line; `false` when nothing of ours stands there. */
  refuse(line) {
    const piece = this.at(line);
    if (!piece?.name) return false;
    this.refused.push(piece.name);
    this.pieces[this.pieces.indexOf(piece)] = plain(...piece.instead);
    return true;
  }

  get sinks() {
    return this.pieces.filter(({ name }) => name).length;
  }

  write(root) {
    const path = join(root, this.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, this.text);
  }
}
