import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DraftTicketView } from '@gare/contracts/drafts';
import { draftFragment } from '@gare/domain/drafting/draft-schema';
import { Visitor } from '../../demo/visitor.js';
import { Chance } from '../redline/edit-scripts.js';
import { Keystrokes } from './keystrokes.js';
import { type EditorKind, type Order, type Report } from './orders.js';
import { Typist, type Desk } from './typist.js';

type Opening = Extract<Order, { kind: 'open' }>;

const keystrokes = new Keystrokes();
const typists: Typist[] = [];

async function open({ url, draftId, dossierId, editors, seed }: Opening): Promise<void> {
  for (const kind of editors) {
    const desk: Desk = { url, draftId, side: kind.side, ...(await entrance(kind, dossierId)) };
    for (let editor = 0; editor < kind.count; editor += 1) {
      typists.push(new Typist(desk, new Chance(seed * 1_000 + typists.length), keystrokes));
      // One after the other: who opens a page is not a crowd at the door.
      await until(() => typists.at(-1)?.isSettled === true);
    }
  }
}

/** Signs in and knows how to ask for tickets, as the page does. */
async function entrance({ account, proposes }: EditorKind, dossierId: string): Promise<Pick<Desk, 'token' | 'proposesAs'>> {
  if (account === null)
    return { token: () => Promise.resolve('aperto'), proposesAs: proposes ? { id: 'propone', name: 'Chi Propone' } : null };
  const visitor = await Visitor.signIn(account.url, account.email, account.password);
  const { body } = await visitor.get<{ utente: { id: string; nome: string; cognome: string } }>('/api/session');
  const ask = async (): Promise<string> => {
    const answer = await visitor.post<DraftTicketView>(`/api/dossiers/${dossierId}/drafts/D33/ticket`, { mode: 'SCRIVE' });
    if (answer.status >= 400) throw new Error(`no ticket: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body.ticket;
  };
  return { token: ask, proposesAs: proposes ? { id: body.utente.id, name: `${body.utente.nome} ${body.utente.cognome}` } : null };
}

async function type(ms: number): Promise<Report> {
  const before = process.cpuUsage();
  const end = performance.now() + ms;
  await Promise.all(typists.map((typist) => typist.type(end)));
  const { user, system } = process.cpuUsage(before);
  // All that was typed has been acknowledged, and nothing more arrives.
  await until(() => typists.every(({ isSettled, troubles }) => isSettled || troubles.length > 0));
  let texts = hashes();
  for (let rest = 0; rest < 20 && new Set(texts).size > 1; rest += 1) {
    await sleep(100);
    texts = hashes();
  }
  await sleep(500);
  const troubles = typists.flatMap((typist) => typist.troubles);
  return { kind: 'typed', seen: keystrokes.take(), texts: hashes(), troubles, cpu: (user + system) / 1e6 };
}

const hashes = (): string[] =>
  typists.map(({ doc }) => createHash('sha256').update(doc.getXmlFragment(draftFragment).toJSON()).digest('hex'));

async function leave(): Promise<void> {
  for (const typist of typists.splice(0)) typist.leave();
  await sleep(200);
}

async function until(satisfied: () => boolean): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!satisfied()) {
    if (performance.now() > deadline) {
      throw new Error(`the editors do not come to rest: ${JSON.stringify(typists.flatMap(({ troubles }) => troubles).slice(0, 3))}`);
    }
    await sleep(20);
  }
}

async function obey(order: Order): Promise<Report> {
  if (order.kind === 'open') {
    await open(order);
    return { kind: 'open' };
  }
  if (order.kind === 'type') return type(order.ms);
  await leave();
  return { kind: 'left' };
}

const report = (message: Report): void => {
  process.send?.(message);
};

process.on('message', (order: Order) => {
  obey(order).then(report, (error: unknown) => {
    report({ kind: 'failed', reason: String(error) });
  });
});
process.on('disconnect', () => {
  process.exit();
});
