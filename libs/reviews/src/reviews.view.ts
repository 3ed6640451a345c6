import { Injectable } from '@nestjs/common';
import { type ReviewDocumentView, type ReviewsView, type ReviewView } from '@gare/contracts/reviews';
import { addDays, firstWorkingDayFrom } from '@gare/domain/calendar/day-counting';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { parameterNumber } from '@gare/domain/law/parameters';
import { decisionStanding, legalDocuments, technicalApprovers, technicalDocuments, unlikeFrozen } from '@gare/domain/review/review-gate';
import { aheadSentence } from '@gare/domain/review/reopening';
import { reviewerNotes } from '@gare/domain/review/reviewer-notes';
import { reviewStanding, whyNotApprove } from '@gare/domain/review/review-state';
import { type ActorOnDossier } from '@gare/dossiers';
import { type BlockingThread } from '@gare/drafting';
import { ParameterRegister } from '@gare/law';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { opinionView } from './opinion-view.js';
import { Reopenings } from './reopenings.js';
import { ReviewPeople } from './review-people.js';
import { type ReviewRequestEntity } from './review-request.entity.js';
import {
  aheadCodes,
  blockedCodes,
  countingApprovals,
  factsOf,
  isAhead,
  liveRequests,
  openRemarks,
  ReviewsReader,
  standingOf,
  type ReviewRows,
} from './reviews.reader.js';

type Comment = ReviewDocumentView['comments'][number];
type Ahead = NonNullable<ReviewDocumentView['ahead']>;

/** Days proposed for a review where the register of parameters says nothing. */
const usualDays = 10;

/** The review of a dossier as a person sees it. */
@Injectable()
export class ReviewsViews {
  constructor(
    private readonly reviews: ReviewsReader,
    private readonly people: ReviewPeople,
    private readonly reopenings: Reopenings,
    private readonly law: ParameterRegister,
    private readonly clock: Clock,
  ) {}

  async of(tx: Tx, one: ActorOnDossier): Promise<ReviewsView> {
    const rows = await this.reviews.of(tx, one.dossier.id);
    const requests = inSight(one, rows.requests);
    const whyNot = whyNotOf(one);
    const notes = isOutside(one) ? new Map<string, string[]>() : await this.notes(tx, one, rows);
    return {
      reviews: requests.toReversed().map((request) => reviewView(one, rows, { request, notes })),
      documents: await this.documents(tx, one, rows, requests),
      candidates:
        whyNot.ask === null ? (await this.people.candidates(tx, one.dossier)).map(({ id, name, ente }) => ({ id, name, ente })) : [],
      proposedDue: await this.proposedDue(tx, one.dossier.suaId),
      frozen: frozenOf(one, rows, await this.reviews.decision(tx, one.dossier.id)),
      whyNot,
    };
  }

  /** What there is to know of the reviewers of each review that was not taken back, by review and person. */
  private async notes(tx: Tx, { dossier }: ActorOnDossier, rows: ReviewRows): Promise<ReadonlyMap<string, string[]>> {
    const live = liveRequests(rows);
    const people = [...new Set(live.flatMap(({ reviewers }) => reviewers.map(({ id }) => id)))];
    if (people.length === 0) return new Map();
    const known = await this.people.about(tx, dossier, { people, documents: live.flatMap(({ documents }) => documents) });
    return new Map(
      live.flatMap((request) =>
        standingOf(rows, request).reviewers.map(({ personId, state }): [string, string[]] => {
          const { wrote = [], mayReview = true, away = null } = known.get(personId) ?? {};
          const ofRequest = wrote.filter((code) => request.documents.includes(code));
          return [`${request.id} ${personId}`, reviewerNotes({ mayReview, away, wrote: ofRequest, done: state === 'APPROVATA' })];
        }),
      ),
    );
  }

  private async proposedDue(tx: Tx, suaId: string): Promise<string> {
    const today = toRomeDate(this.clock.now().toISOString());
    const days = parameterNumber('revisione.termine', today, await this.law.rows(tx, suaId))?.toNumber() ?? usualDays;
    return firstWorkingDayFrom(addDays(today, days));
  }

  /** What drafts say otherwise than the versions in force, for whoever may read them. */
  private async ahead(tx: Tx, one: ActorOnDossier, rows: ReviewRows): Promise<ReadonlyMap<string, Ahead>> {
    const found = new Map<string, Ahead>();
    for (const code of aheadCodes(rows)) {
      const changes = await this.reopenings.ahead(tx, rows, code);
      if (changes === null || !one.may('draft.read', code)) continue;
      const title = one.kind.documents.find((document) => document.code === code)?.title ?? code;
      found.set(code, { sentence: aheadSentence(title, changes), changes, canForm: one.may('document.generate', code) });
    }
    return found;
  }

  private async documents(
    tx: Tx,
    one: ActorOnDossier,
    rows: ReviewRows,
    requests: readonly ReviewRequestEntity[],
  ): Promise<ReviewDocumentView[]> {
    const inForce = [...rows.inForce.keys()];
    const legal = legalDocuments(one.kind, one.access.matrice, inForce);
    const technical = technicalDocuments(one.kind, one.access.matrice, inForce);
    const asked = requests.flatMap((request) => request.documents);
    const codes = isOutside(one) ? asked : [...asked, ...inForce];
    const reopened = await this.reopenings.of(tx, one, rows);
    const ahead = await this.ahead(tx, one, rows);
    const open = openRemarks(rows);
    return one.kind.documents.flatMap(({ code, title = code }): ReviewDocumentView[] => {
      if (!codes.includes(code) || !one.may('document.read', code)) return [];
      const current = rows.inForce.get(code);
      const ofDocument = open.filter(({ documentCode }) => documentCode === code);
      const own = rows.reads.filter((read) => read.documentCode === code && read.personId === one.actor.personId);
      return [
        {
          ...{ code, title, version: current?.version ?? null, sha256: current?.sha256 ?? null, hasText: current?.hasText ?? false },
          createdAt: current?.createdAt.toISOString() ?? null,
          lastRead: own.length === 0 ? null : Math.max(...own.map(({ version }) => version)),
          openBlocks: blockedCodes(rows).filter((blocked) => blocked === code).length,
          openAdvice: ofDocument.filter(({ weight }) => weight === 'CONSIGLIA').length,
          approvals: approvalsOf(rows, code),
          ...{ reopened: reopened.get(code) ?? null, legal: legal.includes(code), technical: technical.includes(code) },
          ...{ ahead: ahead.get(code) ?? null, comments: rows.threads.filter((thread) => thread.code === code).map(commentView) },
        },
      ];
    });
  }
}

function commentView({ threadId: id, quote, text, openedBy: by, openedByEnte: ente, openedAt }: BlockingThread): Comment {
  return { id, quote, text, by, ente, at: openedAt.toISOString() };
}

/** What is decided on stays as it was approved: so do the reviews that approved it. */
export const closedForWithdrawal =
  'Gli atti sono già stati approvati: la revisione resta com’è. Per ritirarla il fascicolo torna in redazione.';

/** Whoever has leave to review sees what is asked of them, not what is asked of others. */
export const isOutside = ({ actor }: ActorOnDossier): boolean => actor.enteTipo === 'ALTRO';

export function inSight(one: ActorOnDossier, requests: readonly ReviewRequestEntity[]): ReviewRequestEntity[] {
  return requests.filter(({ reviewers }) => !isOutside(one) || reviewers.some(({ id }) => id === one.actor.personId));
}

function whyNotOf(one: ActorOnDossier): ReviewsView['whyNot'] {
  const open =
    one.access.fase === 'APERTO' ? null : 'Gli atti sono già stati approvati: per rivederli ancora il fascicolo torna in redazione.';
  const approver = one.actor.roles.some((role) => (technicalApprovers as readonly string[]).includes(role)) && isOfBody(one);
  return {
    ask: one.whyNot('request.open') ?? open,
    remark: one.whyNot('document.comment'),
    technical:
      (approver ? null : 'La parte tecnica la approva il responsabile del progetto del comune.') ?? one.whyNot('document.comment') ?? open,
  };
}

/** The body the tender is of: the comune; of its own tender the Province. */
export const isOfBody = ({ actor, dossier }: ActorOnDossier): boolean => actor.enteId === dossier.enteId;

function approvalsOf(rows: ReviewRows, code: string): ReviewDocumentView['approvals'] {
  const counting = new Set(countingApprovals(rows, code).map(({ id }) => id));
  return rows.approvals
    .filter(({ documentCode }) => documentCode === code)
    .map(({ id, kind, version, sha256, fingerprint, person, role, at }) => ({
      ...{ kind, code, version, sha256, by: person, role, at: at.toISOString() },
      standing: counting.has(id) && !isAhead(rows, code) && fingerprint === rows.inForce.get(code)?.fingerprint,
    }));
}

function reviewView(
  one: ActorOnDossier,
  rows: ReviewRows,
  { request, notes }: { request: ReviewRequestEntity; notes: ReadonlyMap<string, string[]> },
): ReviewView {
  const facts = factsOf(rows, request);
  const standing = reviewStanding(facts);
  const own = standing.reviewers.find(({ personId }) => personId === one.actor.personId);
  const names = new Map(request.reviewers.map(({ id, name }) => [id, name]));
  const live = request.withdrawnAt === null;
  const commenting = one.whyNot('document.comment');
  const missing = own?.missing ?? [];
  return {
    ...{ id: request.id, state: standing.state, order: request.reviewOrder, dueOn: request.dueOn, note: request.note },
    ...{
      askedBy: request.askedByName,
      askedAt: request.askedAt.toISOString(),
      documents: request.documents,
      reopened: [...standing.reopened],
    },
    reviewers: standing.reviewers.map(({ personId: id, state, missing: left }) => ({
      id,
      name: names.get(id) ?? '',
      state,
      missing: [...left],
      notes: notes.get(`${request.id} ${id}`) ?? [],
    })),
    opinions: rows.opinions.filter(({ requestId }) => requestId === request.id).map((opinion) => opinionView(opinion, rows)),
    withdrawn:
      request.withdrawnAt === null
        ? null
        : { by: request.withdrawnBy ?? '', at: request.withdrawnAt.toISOString(), reason: request.withdrawReason ?? '' },
    mine: live && own !== undefined && own.state !== 'ATTENDE' && own.state !== 'APPROVATA',
    whyNot: {
      withdraw:
        one.whyNot('request.open') ??
        (live ? null : 'È già stata ritirata.') ??
        (one.access.fase === 'APERTO' ? null : closedForWithdrawal),
      opinion: commenting ?? whyNotSpeak(one, request, own?.state),
      approve:
        commenting ?? whyNotApprove(facts, one.actor.personId, missing) ?? (missing.length === 0 ? 'Hai già approvato tutto.' : null),
    },
  };
}

/** Why somebody gives no opinion on a request now; null where they do. */
export function whyNotSpeak(one: ActorOnDossier, request: ReviewRequestEntity, state: string | undefined): string | null {
  if (request.withdrawnAt !== null) return 'La richiesta di revisione è stata ritirata.';
  if (!request.reviewers.some(({ id }) => id === one.actor.personId)) return 'Il parere lo scrive chi è fra i revisori.';
  return state === 'ATTENDE' ? 'La revisione è in ordine: prima tocca a chi viene prima di te.' : null;
}

function frozenOf(
  { kind }: ActorOnDossier,
  { freeze, inForce }: ReviewRows,
  decision: { readonly text: string | null } | null,
): ReviewsView['frozen'] {
  if (freeze === null) return null;
  const titles = new Map(kind.documents.map(({ code, title = code }) => [code, title]));
  const fingerprints = new Map([...inForce].map(([code, { fingerprint }]) => [code, fingerprint]));
  return {
    ...{ at: freeze.at.toISOString(), by: freeze.frozenBy },
    documents: freeze.documents.map(({ code, version, sha256, unapproved = false, draftLeft = false }) => ({
      ...{ code, version, sha256, unapproved, draftLeft },
    })),
    unlike: unlikeFrozen(freeze.documents, fingerprints),
    decision: decisionStanding(freeze.documents, decision, (code) => titles.get(code) ?? code),
  };
}
