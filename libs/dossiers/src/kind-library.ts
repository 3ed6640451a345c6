import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { isInForce } from '@gare/domain/kinds/kind-facts';
import { compareVersions } from '@gare/domain/kinds/kind-version';
import { loadKind, reloadKind, type LoadedKind } from '@gare/domain/kinds/kind';
import { CONFIG, type Config } from '@gare/platform/config';
import { Clock } from '@gare/platform/clock';
import { Database, systemContext } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announceKinds, ChangeFeed } from '@gare/platform/events';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { KindVersionEntity } from './kind-version.entity.js';

/** A kind that dossiers may be on. `suaId` is the Province that published it, null where it is shipped with the product. */
interface KnownKind {
  readonly kind: LoadedKind;
  readonly suaId: string | null;
}

interface KindFile {
  readonly file: string;
  readonly text: string;
  readonly kind: LoadedKind;
}

/** A kind as it is offered to people. */
interface OfferedKind {
  readonly code: string;
  readonly version: string;
  readonly title: string;
  readonly states: readonly { readonly code: string; readonly label: string; readonly phase: string }[];
}

/** The hash by which two texts of a kind are told apart. */
export const kindHash = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The dossier kinds, every version that was ever published. The files of `templates/kinds` are checked before anything starts and
 * published at the start where their version is new; what another process publishes is read again when it says so.
 */
@Injectable()
export class KindLibrary implements OnModuleInit {
  private readonly files: readonly KindFile[];
  private kinds: readonly KnownKind[];
  private reading: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly database: Database,
    private readonly feed: ChangeFeed,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const directory = join(config.templatesDir, 'kinds');
    this.files = readdirSync(directory)
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => loadOrExplain(join(directory, file)));
    this.kinds = ordered(this.files.map(({ kind }) => ({ kind, suaId: null })));
  }

  async onModuleInit(): Promise<void> {
    await this.publishFiles();
    this.feed.kindChanges.subscribe(() => {
      this.reload().catch((error: unknown) => {
        this.logger.error({ err: error }, 'kinds: a version that was published could not be read, it is tried again with the next one');
      });
    });
    // First the ear, then the look: what is published in between is in the look or comes to the ear.
    await this.feed.start();
    await this.reload();
  }

  /** Every version, older ones first; with a Province those it may see. */
  list(suaId?: string): readonly LoadedKind[] {
    return this.kinds.filter((known) => suaId === undefined || known.suaId === null || known.suaId === suaId).map(({ kind }) => kind);
  }

  /**
   * The version a running dossier is on, or the newest shipped one when none is named.
   * @throws AppError dossier.kind_unknown
   */
  require(code: string, version?: string): LoadedKind {
    const found = this.kinds.findLast(
      ({ kind, suaId }) => kind.code === code && (version === undefined ? suaId === null : kind.version === version),
    );
    if (!found) throw new AppError('dossier.kind_unknown');
    return found.kind;
  }

  /**
   * The version a new dossier of the Province takes on a day (`YYYY-MM-DD`): the newest in force.
   * @throws AppError dossier.kind_unknown
   */
  inForce(code: string, { suaId, on }: { readonly suaId: string; readonly on: string }): LoadedKind {
    const found = this.list(suaId).findLast((kind) => kind.code === code && isInForce(kind, on));
    if (!found) throw new AppError('dossier.kind_unknown');
    return found;
  }

  /** The kinds of which the Province may open a dossier today, each with every state its dossiers may be in, those of older versions last. */
  offered(suaId: string): readonly OfferedKind[] {
    const on = toRomeDate(this.clock.now().toISOString());
    const versions = this.list(suaId).toReversed();
    return [...new Set(versions.map(({ code }) => code))].sort().flatMap((wanted) => {
      const ofCode = versions.filter(({ code }) => code === wanted);
      const current = ofCode.find((kind) => isInForce(kind, on));
      if (current === undefined) return [];
      const states = new Map(ofCode.toReversed().flatMap(({ process }) => process.states.map((state) => [state.code, state] as const)));
      const order = [...current.process.states.map(({ code }) => code), ...states.keys()];
      return [
        {
          ...{ code: current.code, version: current.version, title: current.title },
          states: [...new Set(order)].map((code) => {
            const { label = code, phase = '' } = states.get(code) ?? {};
            return { code, label, phase };
          }),
        },
      ];
    });
  }

  /** Reads again what is published; after an own publication, and when another process tells of one. */
  reload(): Promise<void> {
    // One after the other: an older look must not end after a newer one.
    this.reading = this.reading
      .catch((error: unknown) => {
        this.logger.warn({ err: error }, 'kinds: the published versions could not be read, reading them again');
      })
      .then(() => this.readAll());
    return this.reading;
  }

  private async readAll(): Promise<void> {
    const rows = await this.database.read(systemContext, (reader) => reader.find(KindVersionEntity));
    const known = new Map(this.kinds.map((one) => [nameOf(one.kind), one]));
    this.kinds = ordered(
      rows.flatMap((row) => {
        const name = nameOf(row);
        const kind = known.get(name)?.kind ?? this.read(row);
        return kind === null ? [] : [{ kind, suaId: row.suaId }];
      }),
    );
  }

  /** Rules of the check may have grown since it was published: running dossiers stay on it all the same. */
  private read({ code, version, text }: KindVersionEntity): LoadedKind | null {
    const kind = reloadKind(text);
    if (kind === null)
      this.logger.error({ code, version }, 'kinds: a published version can no longer be read, its dossiers cannot be opened');
    return kind === null ? null : Object.freeze({ ...kind, version });
  }

  /** Of two processes that start together one publishes, the other finds it done. */
  private async publishFiles(): Promise<void> {
    const published = await this.database.transaction(systemContext, async (tx) => {
      const fresh: unknown[] = [];
      for (const { kind, text } of this.files) {
        const { code, version, validFrom = null, validTo = null } = kind;
        const values = [randomUUID(), code, version, text, kindHash(text), validFrom, validTo, this.clock.now()];
        fresh.push(
          ...(await tx.query<unknown[]>(
            `insert into kind_versions (id, code, version, text, sha256, valid_from, valid_to, published_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (code, version) do nothing returning id`,
            values,
          )),
        );
      }
      if (fresh.length > 0) await announceKinds(tx);
      return tx.find(KindVersionEntity, { select: { code: true, version: true, sha256: true } });
    });
    const hashes = new Map(published.map((row) => [nameOf(row), row.sha256]));
    const changed = this.files.filter(({ kind, text }) => hashes.get(nameOf(kind)) !== kindHash(text));
    if (changed.length === 0) return;
    const lines = changed.map(({ file, kind }) => `  ${file}: ${kind.code} ${kind.version}`);
    throw new Error(
      `Questi tipi di fascicolo sono già pubblicati con un altro testo, e una versione pubblicata non cambia: scrivi le modifiche in una versione nuova.\n${lines.join('\n')}`,
    );
  }
}

const nameOf = ({ code, version }: { readonly code: string; readonly version: string }): string => `${code} ${version}`;

/** Older versions first; of two with the same numbers the one of a Province comes after the one it grew from. */
function ordered(kinds: readonly KnownKind[]): readonly KnownKind[] {
  return [...kinds].sort((left, right) => {
    const [a, b] = [left.kind, right.kind];
    if (a.code !== b.code) return a.code < b.code ? -1 : 1;
    return compareVersions(a.version, b.version) || Number(left.suaId !== null) - Number(right.suaId !== null);
  });
}

function loadOrExplain(file: string): KindFile {
  const text = readFileSync(file, 'utf8');
  const loaded = loadKind(text);
  if (loaded.ok) return { file, text, kind: loaded.kind };
  const findings = loaded.findings.map((finding) => `  ${file}:${finding.line ?? '?'} ${finding.path}: ${finding.message}`);
  throw new Error(`dossier kind refused\n${findings.join('\n')}`);
}
