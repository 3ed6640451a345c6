import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type OpenItem } from '@gare/domain/turn/open-item';
import { DossierTurns, OpenItemSources, type DossierEntity } from '@gare/dossiers';
import { PeopleInOffice } from '@gare/identity';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';
import { ReviewPeople } from './review-people.js';
import { type ReviewRequestEntity } from './review-request.entity.js';
import { ReviewsChanged } from './reviews-changed.js';
import { isAhead, liveRequests, openRemarks, ReviewsReader, standingOf, type ReviewRows } from './reviews.reader.js';

/** Tells whom a dossier waits on because of a review: the reviewer whose turn it is, or who drafts where a remark blocks. */
@Injectable()
export class ReviewOpenItems implements OnModuleInit {
  constructor(
    private readonly sources: OpenItemSources,
    private readonly reviews: ReviewsReader,
    private readonly people: PeopleInOffice,
    private readonly able: ReviewPeople,
    private readonly turns: DossierTurns,
    private readonly changed: ReviewsChanged,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sources.register('reviews', async (reader, dossier) => {
      if (!(await this.reviews.isBegun(reader, dossier.id))) return [];
      return this.of(reader, dossier, await this.reviews.of(reader, dossier.id));
    });
    this.changed.on((tx, { dossier }) => this.turns.refresh(tx, dossier));
  }

  private async of(reader: Reader, dossier: DossierEntity, rows: ReviewRows): Promise<OpenItem[]> {
    const blocks = blocksOf(rows);
    const items: OpenItem[] = [];
    for (const request of liveRequests(rows)) {
      const waiting = standingOf(rows, request).reviewers.filter(({ state }) => state === 'TOCCA');
      const [first] = waiting;
      const blocked = blocks.filter(({ code }) => request.documents.includes(code));
      if (first === undefined) continue;
      const [oldest] = blocked;
      // A remark that blocks is for who drafts: the reviewer waits for the answer.
      if (oldest !== undefined) {
        const title =
          blocked.length === 1
            ? 'Rispondi al rilievo che blocca la revisione'
            : `Rispondi ai ${blocked.length} rilievi che bloccano la revisione`;
        items.push(forOffice(request, { code: 'RILIEVI', title, since: oldest.at }));
        continue;
      }
      // What the reviewer misses is not there yet: whoever drafts forms the version that is reviewed.
      if (first.missing.length > 0 && first.missing.every((code) => isAhead(rows, code))) {
        const title = `Forma la nuova versione di ${first.missing.join(', ')}: la bozza è andata avanti`;
        items.push(forOffice(request, { code: 'DA_FORMARE', title, since: request.askedAt }));
        continue;
      }
      if (!(await this.able.able(reader, dossier)).some(({ id }) => id === first.personId)) {
        const name = request.reviewers.find(({ id }) => id === first.personId)?.name ?? '';
        const title = `Chiedi la revisione ad altri: ${name} non può più rivedere`;
        items.push(forOffice(request, { code: 'DA_CHIEDERE', title, since: request.askedAt }));
        continue;
      }
      const party = await this.partyOf(reader, dossier, first.personId);
      const waitsOn = { party, role: 'LEGAL', personId: first.personId };
      const title = `Rivedi ${request.documents.join(', ')}`;
      items.push({
        ...common,
        id: request.id,
        code: 'REVISIONE',
        title,
        waitsOn,
        since: request.askedAt,
        due: request.dueOn,
        takesTurn: true,
      });
    }
    return items;
  }

  /** An outside lawyer reviews for whoever gave them leave: the dossier waits on the Province that asked. */
  private async partyOf(reader: Reader, { suaId, enteId }: DossierEntity, personId: string): Promise<'COMUNE' | 'SUA'> {
    if (enteId === suaId) return 'SUA';
    const asOf = toRomeDate(this.clock.now().toISOString());
    const inOffice = await this.people.list(reader, { suaId, enti: [], people: [personId], asOf });
    return inOffice.some((one) => one.enteId === enteId) && !inOffice.some((one) => one.enteId === suaId) ? 'COMUNE' : 'SUA';
  }
}

/** What blocks documents, the oldest first: remarks of the review, and shared comments on drafts. */
function blocksOf(rows: ReviewRows): { readonly code: string; readonly at: Date }[] {
  const remarks = openRemarks(rows).flatMap(({ weight, documentCode: code, at }) => (weight === 'BLOCCA' ? [{ code, at }] : []));
  const comments = rows.threads.map(({ code, openedAt: at }) => ({ code, at }));
  return [...remarks, ...comments].sort((a, b) => a.at.getTime() - b.at.getTime());
}

const common = { screen: 'revisione', path: null, stopsClock: false, takesTurn: true } as const;

/** What the office of the Province does about a review. */
function forOffice({ id, dueOn: due }: ReviewRequestEntity, item: Pick<OpenItem, 'code' | 'title' | 'since'>): OpenItem {
  return { ...common, id, due, ...item, waitsOn: { party: 'SUA', role: 'FUNZ_SUA', personId: null } };
}
