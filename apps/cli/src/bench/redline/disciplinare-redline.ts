import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Scheda } from '@gare/contracts/scheda/scheda';
import { refezioneTuoro } from '@gare/domain/scheda/samples/index';
import { provenRedline } from '@gare/redlines';
import { renderTemplate } from '@gare/templates';
import { type Measurement, type Run, type Tell } from '../figure.js';
import { inTemporaryDirectory } from '../own-place.js';
import { demoContext, disciplinare } from '../package/strict-render.js';
import { withFullerReasons } from '../package/twelve-documents-dossier.js';
import { OfficeRedline } from './office-redline.js';
import { wordsEdited } from './words-edited.js';

const runs = 9;
const edits = 32;
const besideOffice = 5;
const attempts = 4;
const description = `The disciplinare (D33) of the demo's services tender with the fuller reasons that make it 42 pages, against itself with ${edits} edits: words in ${edits} paragraphs. From the bytes of two DOCX to the bytes of the DOCX with tracked changes, its proof (accepted it is the new one, refused the old one, part by part) and what its page shows; one thread, nothing kept.`;

interface Pair {
  readonly before: Buffer;
  readonly after: Buffer;
}

export const disciplinareRedline: Measurement = {
  terms: { figure: 'redline-42-pages', unit: 's', peer: null, target: 3, mustBe: 'atMost', description },
  measure: async (tell) => {
    const pair = await disciplinarePair();
    return Array.from({ length: runs }, (_, run) => ({ value: told(tell, run, seconds(pair)) }));
  },
};

export const disciplinareBesideOffice: Measurement = {
  terms: {
    figure: 'redline-42-pages-beside-office',
    unit: 's',
    peer: 'LibreOffice CompareDocuments',
    target: 1,
    mustBe: 'atMost',
    description: `${description} The peer is LibreOffice over UNO, started for each run with a profile of its own, because it does not live through a second comparison of this length, and warmed by reading the new file: new file opened, CompareDocuments with the old one, written as DOCX; it proves nothing. What it does not survive is made again and not counted.`,
  },
  measure: (tell) =>
    inTemporaryDirectory(async (directory) => {
      const pair = await disciplinarePair();
      const [before, after] = [join(directory, 'prima.docx'), join(directory, 'dopo.docx')];
      await Promise.all([writeFile(before, pair.before), writeFile(after, pair.after)]);
      const measured: Run[] = [];
      let lost = 0;
      // The first of our runs warms the compiler of this process, as those before it did in the figure without a peer.
      for (let run = 0; run <= besideOffice; run += 1) {
        const value = seconds(pair);
        const office = await compared({ before, after, directory }, () => (lost += 1));
        if (run === 0) continue;
        measured.push({ value, peer: office.ms / 1000 });
        tell(
          `  ${run}/${besideOffice}: ${value.toFixed(2)} s, LibreOffice ${(office.ms / 1000).toFixed(2)} s, ${office.changes} changes${lost > 0 ? `, ended ${lost} times before` : ''}`,
        );
      }
      return measured;
    }),
};

/** One comparison by a LibreOffice of its own with a new profile: a used one ends during every other comparison of this length. */
async function compared(
  { before, after, directory }: { before: string; after: string; directory: string },
  onEnd: () => void,
): Promise<{ ms: number; changes: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const office = await OfficeRedline.start(await mkdtemp(join(directory, 'office-')));
    try {
      await office.read(after, null);
      const result = await office.compare(before, after, join(directory, 'confronto.docx'));
      if (result.changes < edits) throw new Error(`LibreOffice found ${result.changes} changes`);
      return result;
    } catch (error) {
      if (attempt === attempts) throw error;
      onEnd();
    } finally {
      await office.stop();
    }
  }
}

async function disciplinarePair(): Promise<Pair> {
  const rendering = renderTemplate(await disciplinare(), demoContext(withFullerReasons(refezioneTuoro) as Scheda));
  if (!rendering.ok) throw new Error(`the disciplinare was refused: ${JSON.stringify(rendering.problems[0])}`);
  return { before: rendering.docx, after: wordsEdited(rendering.docx, edits) };
}

function seconds({ before, after }: Pair): number {
  const start = performance.now();
  const { counts } = provenRedline(before, after, { author: 'Prova', at: '2026-11-28T10:00:00Z' });
  if (counts.changed !== edits) throw new Error(`${counts.changed} paragraphs changed, not ${edits}`);
  return (performance.now() - start) / 1000;
}

function told(tell: Tell, run: number, value: number): number {
  tell(`  ${run + 1}/${runs}: ${value.toFixed(2)} s`);
  return value;
}
