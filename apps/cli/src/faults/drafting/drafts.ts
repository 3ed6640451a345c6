import { type DraftView } from '@gare/contracts/drafts';
import { demoTenders } from '../../demo/demo-tenders.js';
import { TenderRun } from '../../demo/run-tender.js';
import { declareNoConflict, Visitor } from '../../demo/visitor.js';
import { type Hand } from './hand.js';
import { type Stage } from './stage.js';

const codes = ['D33', 'D30', 'D40'];

/** Drafts of the demo's services tender, and who types in each: two of the Province, one of the comune, one lawyer who proposes. */
export async function openDrafts({ url, installation: { demoPassword } }: Stage): Promise<Hand[]> {
  const [tender] = demoTenders(new Date(performance.timeOrigin + performance.now()), 1);
  if (tender === undefined) throw new Error('the demo has no tender');
  const signIn = (email: string): Promise<Visitor> => Visitor.signIn(url, email, demoPassword);
  const [sua, comune, lawyer] = [
    await signIn('sua@perugia.example'),
    await signIn(tender.comuneAccount),
    await signIn('legale@perugia.example'),
  ];
  const { body } = await comune.post<{ id: string }>('/api/dossiers', { oggetto: tender.sheet.oggetto });
  const run = new TenderRun({ ...tender, attachments: [] }, { comune, sua, say: () => undefined }, body.id);
  await run.declare(body.id);
  await declareNoConflict(lawyer, body.id);
  await run.move(comune, 'preparaIstanza');
  await run.fillSheet();
  const hands: Hand[] = [];
  for (const code of codes) {
    const opened = await sua.post<DraftView>(`/api/dossiers/${body.id}/drafts/${code}`);
    if (opened.status >= 400) throw new Error(`the draft ${code} was not opened: ${JSON.stringify(opened.body)}`);
    const place = { dossierId: body.id, code, draftId: opened.body.id };
    hands.push(
      { ...place, name: `${code}a`, person: sua, side: 'SUA' },
      { ...place, name: `${code}b`, person: sua, side: 'SUA' },
      { ...place, name: `${code}c`, person: comune, side: 'ENTE' },
      { ...place, name: `${code}d`, person: lawyer, side: null },
    );
  }
  return hands;
}
