import { storyName } from './coverage.js';
import { NormalForm } from './normal-form.js';
import { proveWords } from './prove-words.js';
import { documentPart, WordFile } from './word-file.js';

export interface ProofFailure {
  /** `accept`: with all changes accepted it is not the new document; `reject`: nor the old one; `parts`: another part was altered. */
  readonly check: 'accept' | 'reject' | 'parts';
  /** Where the two part, for the log. */
  readonly detail: string;
}

/** Parts a redline may write; every other part must be that of the new file, byte for byte. */
const written = /^(?:\[Content_Types\]\.xml|.*_rels\/[^/]*\.rels)$/;

/**
 * The proof of a redline: all changes accepted it says what the new file says, all refused what the old one says, down to the look
 * of every letter. It reads the bytes that will be given out. Two witnesses: the normal form of both files with the changes settled,
 * and the words as the page reads them, which knows neither that form (the making compares by it too) nor how changes are settled.
 * Empty: proven.
 */
export function proveRedline(redline: Buffer, before: Buffer, after: Buffer): ProofFailure[] {
  const [file, old, now] = [new WordFile(redline), new WordFile(before), new WordFile(after)];
  const failures: ProofFailure[] = [];
  const compare = (check: 'accept' | 'reject', expected: WordFile): void => {
    const [is, should] = [new NormalForm(file, check).document(), new NormalForm(expected).document()];
    if (is !== should) failures.push({ check, detail: firstDifference(is, should) });
  };
  compare('accept', now);
  compare('reject', old);
  failures.push(...proveWords(file, old, now));
  for (const name of now.names)
    if (!file.has(name) || (!isWritten(name) && file.hash(name) !== now.hash(name))) failures.push({ check: 'parts', detail: name });
  if (!file.has(documentPart)) failures.push({ check: 'parts', detail: documentPart });
  return failures;
}

const isWritten = (name: string): boolean => written.test(name) || storyName.test(name);

function firstDifference(is: string, should: string): string {
  let at = 0;
  while (at < is.length && is[at] === should[at]) at += 1;
  const around = (text: string): string => text.slice(Math.max(0, at - 80), at + 80);
  return `at ${at}: …${around(is)}… instead of …${around(should)}…`;
}
