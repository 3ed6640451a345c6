import { diffArrays } from 'diff';
import { type XmlNode } from '@gare/platform/xml';
import { type Line, type Look, type Span, type Token } from './line-tokens.js';
import { LineWriter } from './line-writer.js';
import { type Status } from './marks.js';
import { isNode } from '@gare/platform/xml';
import { withChildren } from './nodes.js';
import { brought, type Story } from './story.js';

/** Beyond this two lines have too little in common to be read word by word. */
const maxEdits = 800;

interface Pair {
  readonly old: Token | null;
  readonly now: Token | null;
}

/** Lays the text boxes of a drawing over the old ones. */
export type MergeContainers = (now: XmlNode, old: XmlNode) => XmlNode;

/** Two lines laid over each other word by word; `whole`: they have nothing in common, all of the old goes and all of the new comes. */
export function mergedLine(story: Story, lines: { now: Line; old: Line; whole: boolean }, boxes: MergeContainers): XmlNode[] {
  const { now, old, whole } = lines;
  const writer = new LineWriter(story.marks);
  const pairs = whole ? apart(old.tokens, now.tokens) : together(aligned(old.tokens, now.tokens));
  for (const pair of pairs) {
    if (pair.now !== null) writer.aside(pair.now.lead);
    if (pair.old !== null && pair.now !== null) writeKept(story, writer, { old: pair.old, now: pair.now, boxes });
    else if (pair.old !== null) writeToken(writer, movedHere(story, pair.old), 'del');
    else if (pair.now !== null) writeToken(writer, pair.now, 'ins');
  }
  writer.aside(now.tail);
  return writer.finish();
}

/** A line that comes or goes whole. */
export function markedLine(story: Story, line: Line, status: Status): XmlNode[] {
  const writer = new LineWriter(story.marks);
  for (const token of line.tokens) {
    if (status === 'ins') writer.aside(token.lead);
    writeToken(writer, status === 'ins' ? token : movedHere(story, token), status);
  }
  if (status === 'ins') writer.aside(line.tail);
  return writer.finish();
}

function writeToken(writer: LineWriter, token: Token, status: Status): void {
  if (token.kind === 'text') for (const { text, look } of token.spans) writer.text(text, look, { status });
  else if (token.kind === 'run') writer.content(token.content, token.look, { status });
  else writer.whole(token.nodes, status);
}

function writeKept(story: Story, writer: LineWriter, { old, now, boxes }: { old: Token; now: Token; boxes: MergeContainers }): void {
  if (now.kind === 'text' && old.kind === 'text') {
    for (const { text, look, was } of overlaid(now.spans, old.spans)) writer.text(text, look, { status: null, was });
  } else if (now.kind === 'run' && old.kind === 'run') {
    if (/Reference$/.test(now.content.name) && !story.references.pairNote(now.content, old.content)) {
      writeToken(writer, movedHere(story, old), 'del');
      writeToken(writer, now, 'ins');
      return;
    }
    const full = (token: Token & { kind: 'run' }, side: 'before' | 'after'): string =>
      story[side].key(token.content, side === 'before' ? story.from : story.to);
    const same = /Reference$/.test(now.content.name) || full(now, 'after') === full(old, 'before');
    writer.content(same ? now.content : boxes(now.content, old.content), now.look, { status: null, was: old.look });
  } else if (now.kind === 'whole') writer.whole(now.nodes, null);
}

/** The same word, its letters by how they look now and looked then. */
function* overlaid(now: readonly Span[], old: readonly Span[]): Generator<{ text: string; look: Look; was: Look }> {
  let [at, used] = [0, 0];
  for (const { text, look } of now) {
    for (let done = 0; done < text.length;) {
      const then = old[at];
      if (then === undefined) return;
      const length = Math.min(text.length - done, then.text.length - used);
      yield { text: text.slice(done, done + length), look, was: then.look };
      done += length;
      used += length;
      if (used === then.text.length) [at, used] = [at + 1, 0];
    }
  }
}

function movedHere(story: Story, token: Token): Token {
  if (token.kind === 'text') return token;
  if (token.kind === 'run') return { ...token, content: brought(story, token.content) };
  return { ...token, nodes: token.nodes.map((node) => brought(story, node)) };
}

function aligned(old: readonly Token[], now: readonly Token[]): Pair[] {
  const keys = (tokens: readonly Token[]): string[] => tokens.map(({ key }) => key);
  const found = diffArrays(keys(old), keys(now), { maxEditLength: maxEdits }) as
    readonly { value: readonly string[]; added?: boolean; removed?: boolean }[] | undefined;
  if (found === undefined) return apart(old, now);
  const pairs: Pair[] = [];
  let [left, right] = [0, 0];
  for (const { value, added, removed } of found)
    for (let count = 0; count < value.length; count += 1)
      pairs.push({ old: added === true ? null : (old[left++] ?? null), now: removed === true ? null : (now[right++] ?? null) });
  return pairs;
}

function apart(old: readonly Token[], now: readonly Token[]): Pair[] {
  return [...old.map((token) => ({ old: token, now: null })), ...now.map((token) => ({ old: null, now: token }))];
}

/** `a b` → `c d` is one change, not two with a blank between; in one change what went stands before what came. */
function together(pairs: readonly Pair[]): Pair[] {
  const result: Pair[] = [];
  let [gone, come]: [Pair[], Pair[]] = [[], []];
  const settle = (): void => {
    // One by one: as arguments of one call the words of a very long paragraph would not fit on the stack.
    for (const one of [gone, come]) for (const pair of one) result.push(pair);
    [gone, come] = [[], []];
  };
  pairs.forEach((pair, index) => {
    const { old, now } = pair;
    if (old === null || now === null) {
      (old === null ? come : gone).push(pair);
      return;
    }
    const next = pairs[index + 1];
    const between = gone.length > 0 && come.length > 0 && next !== undefined && (next.old === null || next.now === null);
    if (between && isBlank(old) && isBlank(now)) {
      gone.push({ old, now: null });
      come.push({ old: null, now });
      return;
    }
    settle();
    result.push(pair);
  });
  settle();
  return result;
}

function isBlank(token: Token): boolean {
  return token.kind === 'text' && token.spans.every(({ text }) => text.trim() === '');
}

/** Text boxes of a drawing, outermost ones, in order: of every way it is drawn. */
export function textBoxes(node: XmlNode): XmlNode[] {
  return node.children.filter(isNode).flatMap((child) => (child.name === 'w:txbxContent' ? [child] : textBoxes(child)));
}

export function withTextBoxes(node: XmlNode, boxes: XmlNode[]): XmlNode {
  return withChildren(
    node,
    node.children.map((child) => {
      if (!isNode(child)) return child;
      return child.name === 'w:txbxContent' ? (boxes.shift() ?? child) : withTextBoxes(child, boxes);
    }),
  );
}
