import { Injectable } from '@nestjs/common';
import { type ClausesView, type ClauseView } from '@gare/contracts/clauses';
import { actsForSua, type Actor } from '@gare/domain/access/actor';
import { decide } from '@gare/domain/access/policy';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { documentsOf, includeName, type Clause } from '@gare/domain/clauses/clause';
import { conditionInWords } from '@gare/domain/clauses/condition-words';
import { covers } from '@gare/domain/clauses/clause-validity';
import { dbContext } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { AffectedTemplates } from '@gare/templates';
import { ClauseCounters } from './clause-counters.js';
import { ClausePlaces } from './clause-places.js';
import { ClauseShelf, clauseOf, versionName, type ClauseInForce } from './clause-shelf.js';
import { type ClauseVersionEntity } from './clause-version.entity.js';
import { fieldLabel } from './field-labels.js';
import { ReleaseClauses, type ReleaseClause } from './release-clauses.js';

type Version = ClauseView['versions'][number];
type Counters = ClauseView['counters'];

/** One clause with all there is of it. */
interface Known {
  readonly code: string;
  readonly versions: readonly Version[];
  /** What is in force today, or the nearest there is to it. */
  readonly shown: ClauseInForce;
}

/** The library of clauses as its pages show it. */
@Injectable()
export class ClausesReading {
  constructor(
    private readonly database: Database,
    private readonly release: ReleaseClauses,
    private readonly shelf: ClauseShelf,
    private readonly places: ClausePlaces,
    private readonly affected: AffectedTemplates,
    private readonly counters: ClauseCounters,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor): Promise<ClausesView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const known = await this.known(reader, actor);
      const counters = await this.countersOf(reader, actor.suaId, known);
      const today = this.today();
      return {
        today,
        whyNot: whyNotManage(actor),
        items: known.map(({ code, versions, shown }) => ({
          ...this.summary(shown.clause, counters(code)),
          ...{ origin: shown.origin, version: shown.version, validFrom: shown.clause.validFrom, validTo: shown.clause.validTo },
          inForce: versions.some(({ inForce }) => inForce),
          hasDraft: versions.some(({ state }) => state === 'BOZZA'),
          alternatives: shown.clause.alternatives.length,
        })),
      };
    });
  }

  show(actor: Actor, code: string): Promise<ClauseView> {
    return this.database.read(dbContext(actor), (reader) => this.one(reader, actor, code));
  }

  /** @throws AppError clause.not_found */
  async one(reader: Reader, actor: Actor, code: string): Promise<ClauseView> {
    const [known] = await this.known(reader, actor, code);
    if (known === undefined) throw new AppError('clause.not_found');
    const { shown, versions } = known;
    const counters = await this.countersOf(reader, actor.suaId, [known]);
    const own = await this.affected.reachedByOwn(reader, actor.suaId, this.today());
    return {
      today: this.today(),
      whyNot: whyNotManage(actor),
      ...this.summary(shown.clause, counters(code)),
      legalBasis: shown.clause.legalBasis.map(({ act, articles }) => ({ act, articles: [...articles] })),
      places: shown.clause.texts.map(({ form, title, documents }) => {
        const name = includeName(code, form);
        const included = new Set([...this.places.of(name), ...(own.get(name) ?? [])]);
        const documentsNamed = this.places.named([...new Set([...included, ...documents])].sort());
        return { name, form, title, documents: documentsNamed, included: included.size > 0 };
      }),
      versions: [...versions],
    };
  }

  /** Every clause there is a version of, drafts only for who may manage them. */
  private async known(reader: Reader, actor: Actor, code?: string): Promise<Known[]> {
    const rows = await this.shelf.versions(reader, actor.suaId, code);
    const inSight = whyNotManage(actor) === null ? rows : rows.filter(({ publishedAt }) => publishedAt !== null);
    const today = this.today();
    const released = this.release.all().filter(({ clause }) => code === undefined || clause.code === code);
    const codes = [...new Set([...released.map(({ clause }) => clause.code), ...inSight.map((row) => row.code)])].sort();
    return codes.flatMap((one) => {
      const known = knownOf(one, {
        rows: inSight.filter((row) => row.code === one),
        released: released.filter(({ clause }) => clause.code === one),
        today,
      });
      return known === null ? [] : [known];
    });
  }

  private async countersOf(reader: Reader, suaId: string, known: readonly Known[]): Promise<(code: string) => Counters> {
    const counted = known.map(({ code, shown: { clause } }) => ({
      code,
      names: clause.texts.map(({ form }) => includeName(code, form)),
      documents: documentsOf(clause),
    }));
    const others = await this.counters.of(reader, suaId, counted);
    const rows = await reader.query<{ code: string; all: string; standing: string }[]>(
      `select clause_code as code, count(*) as all, count(*) filter (where withdrawn_at is null) as standing
        from clause_deviations where sua_id = $1 and clause_code = any ($2) group by clause_code`,
      [suaId, known.map(({ code }) => code)],
    );
    const deviations = new Map(
      rows.map(({ code, all, standing }) => [code, { deviations: Number(all), openDeviations: Number(standing) }]),
    );
    return (code) => ({ ...others(code), ...(deviations.get(code) ?? { deviations: 0, openDeviations: 0 }) });
  }

  private summary(
    clause: Clause,
    counters: Counters,
  ): Pick<ClauseView, 'code' | 'title' | 'protected' | 'owner' | 'condition' | 'conditionInWords' | 'documents' | 'counters'> {
    const { code, title, owner, condition } = clause;
    const words = conditionInWords(condition, fieldLabel);
    const documents = this.places.named(documentsOf(clause));
    return { code, title, protected: clause.protected, owner, condition, conditionInWords: words, documents, counters };
  }

  private today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }
}

/** Why somebody may not manage the library, in Italian; null when they may. */
function whyNotManage(actor: Actor): string | null {
  if (!actsForSua(actor)) return 'Le clausole le cambia la Provincia; il tuo ente le può leggere e usare.';
  const decision = decide(actor, 'template.manage', actor);
  return decision.allowed ? null : decision.reason;
}

interface Gathered {
  readonly rows: readonly ClauseVersionEntity[];
  readonly released: readonly ReleaseClause[];
  readonly today: string;
}

/** Null where there is nothing to show. */
function knownOf(code: string, { rows, released, today }: Gathered): Known | null {
  const now = rows.find((row) => row.state === 'PUBBLICATA' && covers({ from: row.validFrom, to: row.validTo }, today));
  const release = released.findLast(({ clause }) => clause.validFrom <= today) ?? released.at(-1);
  const own = now ?? (release === undefined ? rows.at(-1) : undefined);
  const shown: ClauseInForce | null =
    own !== undefined
      ? { clause: clauseOf(own), origin: 'SUA', version: versionName(own) }
      : release === undefined
        ? null
        : { ...release, origin: 'RELEASE' };
  if (shown === null) return null;
  const versions = [
    ...rows.map((row) => ofSua(row, row === now)).reverse(),
    ...released
      .map((one) => ofRelease(one, now === undefined && covers({ from: one.clause.validFrom, to: one.clause.validTo }, today)))
      .reverse(),
  ];
  return { code, versions, shown };
}

function ofRelease({ clause, version }: ReleaseClause, inForce: boolean): Version {
  const { validFrom, validTo } = clause;
  const made = { id: null, origin: 'RELEASE' as const, state: 'PUBBLICATA' as const, by: null, at: null, withdrawn: null };
  return { ...made, version, validFrom, validTo, inForce, ...contentOf(clause) };
}

function ofSua(row: ClauseVersionEntity, inForce: boolean): Version {
  const { id, state, validFrom, validTo, withdrawnAt, withdrawnBy, withdrawReason } = row;
  return {
    ...{ id, origin: 'SUA', version: versionName(row), state, validFrom, validTo, inForce },
    by: row.publishedBy ?? row.createdByName,
    at: (row.publishedAt ?? row.createdAt).toISOString(),
    withdrawn: withdrawnAt === null ? null : { by: withdrawnBy ?? '', at: withdrawnAt.toISOString(), reason: withdrawReason ?? '' },
    ...contentOf(clauseOf(row)),
  };
}

function contentOf({ code: _, ...content }: Clause): Pick<Version, 'content' | 'conditionInWords'> {
  return { content: structuredClone(content) as Version['content'], conditionInWords: conditionInWords(content.condition, fieldLabel) };
}
