import { defaultOfficeProcesses } from '@gare/platform/config';
import { type Measurement, type Run, type Tell } from '../figure.js';
import { inTemporaryDirectory } from '../own-place.js';
import { BareOffices } from './bare-office.js';
import { type TwelveDocumentsDossier, withTwelveDocuments } from './twelve-documents-dossier.js';

const runs = 7;
/** Rounds before the first that counts: a server that has been running has its code compiled, as the LibreOffice beside it. */
const warmUps = 2;

export const twelveDocuments: Measurement = {
  terms: {
    figure: 'twelve-documents',
    unit: 's',
    peer: 'bare LibreOffice',
    target: 1.25,
    mustBe: 'atMost',
    description: `From the click on "generate" with twelve documents out of date to the sealed ZIP, over the public API of api and worker processes: templates filled strictly, PDF/A formed and inspected, versions and audit written, checks run, index formed, package hashed and stored. The dossier is the demo's services tender, where twelve documents are formed from the release's templates, the disciplinare included, and the others are uploaded. The peer converts exactly the twelve DOCX that the product has just formed, in the same order, with the number of warm LibreOffice processes that the product takes by itself on this machine (${defaultOfficeProcesses}), and does nothing else (the product's index is a thirteenth conversion). Product and peer do ${warmUps} rounds before the first that counts.`,
  },
  measure: (tell) => inTemporaryDirectory((directory) => measure(directory, tell)),
};

async function measure(directory: string, tell: Tell): Promise<Run[]> {
  const bare = await BareOffices.start(defaultOfficeProcesses, directory);
  try {
    return await withTwelveDocuments(directory, (dossier) => measureRuns(dossier, { bare, directory, tell }));
  } finally {
    bare.stop();
  }
}

async function measureRuns(
  dossier: TwelveDocumentsDossier,
  { bare, directory, tell }: { bare: BareOffices; directory: string; tell: Tell },
): Promise<Run[]> {
  const measured: Run[] = [];
  for (let run = 1 - warmUps; run <= runs; run += 1) {
    await dossier.makeAllStale(run);
    const { seconds: value, formed } = await dossier.formPackage();
    const { files, longest } = await dossier.writeDocx(directory);
    const peer = await bare.convertAll(files);
    if (run < 1) continue;
    measured.push({ value, peer });
    const parts = `documents ${formed.toFixed(2)} s, longest ${longest} pages`;
    tell(
      `  ${run}/${runs}: ${value.toFixed(2)} s (${parts}), bare ${peer.toFixed(2)} s for ${files.length} DOCX, ratio ${(value / peer).toFixed(3)}`,
    );
  }
  return measured;
}
