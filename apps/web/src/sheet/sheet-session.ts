import { getAt, isObject, type JsonObject, type JsonValue, setAt } from '@gare/domain/scheda/path';
import { type Sheet, type SheetConflict } from '../api/client';
import { type Trouble, troubleOf } from '../api/trouble';
import { type Draft, type EditShelf } from './kept-edits';
import { type PendingEdits, withEdit, withoutPaths, withoutSent } from './pending-edits';
import { type ChangeAnswer, type SheetServer } from './sheet-server';

export interface Stamp {
  readonly by: string;
  readonly at: string;
}

export type SaveState =
  | { readonly kind: 'rest'; readonly savedAt: string | null }
  | { readonly kind: 'typing' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'offline' | 'signedOut' }
  | { readonly kind: 'failed'; readonly trouble: Trouble };

export interface SheetState {
  readonly revision: number;
  /** The values of the server with the edits of this page on top. */
  readonly values: JsonObject;
  readonly derived: Readonly<Record<string, unknown>>;
  readonly stamps: ReadonlyMap<string, Stamp>;
  readonly writable: boolean;
  readonly whyReadOnly: string | null;
  /** While the acts are frozen: fields that may still be written; null where all may. */
  readonly openFields: readonly string[] | null;
  /** Fields that acts of the platform write. */
  readonly ofActs: readonly string[];
  readonly pending: PendingEdits;
  readonly drafts: ReadonlyMap<string, Draft>;
  /** Values the server refused, with its words. */
  readonly refusals: ReadonlyMap<string, string>;
  readonly conflicts: readonly SheetConflict[];
  readonly save: SaveState;
}

interface Collaborators {
  readonly server: SheetServer;
  readonly shelf: EditShelf;
  /** Name for the stamps of this page's own edits. */
  readonly me: string;
}

const restBeforeSaveMs = 600;
const firstRetryMs = 2000;
const longestRetryMs = 30_000;

/**
 * The sheet as one page edits it: values change at once, are kept on this computer at once, and go to the server a
 * moment later, one request at a time. What the server does not take stays here and is said.
 */
export class SheetSession {
  private state: SheetState;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private retryMs = firstRetryMs;
  private sending = false;

  constructor(
    sheet: Sheet,
    private readonly with_: Collaborators,
  ) {
    const kept = with_.shelf.read();
    this.state = {
      revision: kept && kept.pending.size > 0 ? kept.baseRevision : sheet.revision,
      values: overlay(sheet.values as JsonObject, kept?.pending ?? new Map<string, JsonValue>()),
      derived: sheet.derived,
      stamps: stampsOf(sheet),
      writable: sheet.writable,
      whyReadOnly: sheet.whyReadOnly,
      openFields: sheet.openFields,
      ofActs: sheet.ofActs,
      pending: kept?.pending ?? new Map(),
      drafts: kept?.drafts ?? new Map(),
      refusals: new Map(),
      conflicts: [],
      save: { kind: 'rest', savedAt: null },
    };
    if (this.state.pending.size > 0) this.saveIn(0);
  }

  readonly get = (): SheetState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  valueAt(path: string): JsonValue | undefined {
    return getAt(this.state.values, path);
  }

  /** Changes a field, null to empty it; a list item by its own path. */
  edit(path: string, value: JsonValue): void {
    const values = tryPlace(this.state.values, path, value);
    if (values === null) return;
    this.change({
      values,
      pending: withEdit(this.state.pending, path, value),
      drafts: without(this.state.drafts, path),
      refusals: without(this.state.refusals, path),
      save: this.sending ? this.state.save : { kind: 'typing' },
    });
    this.keep();
    this.saveIn(restBeforeSaveMs);
  }

  /** Keeps a text that cannot be the value of the field yet. */
  draft(path: string, draft: Draft): void {
    this.change({ drafts: new Map(this.state.drafts).set(path, draft) });
    this.keep();
  }

  forgetDraft(path: string): void {
    if (!this.state.drafts.has(path)) return;
    this.change({ drafts: without(this.state.drafts, path) });
    this.keep();
  }

  /** A newer sheet from the server. While edits are on their way it waits: their answer brings what changed. */
  receive(sheet: Sheet): void {
    if (this.sending || this.state.pending.size > 0 || sheet.revision < this.state.revision) {
      this.change({ writable: sheet.writable, whyReadOnly: sheet.whyReadOnly, openFields: sheet.openFields });
      return;
    }
    this.change({
      revision: sheet.revision,
      values: sheet.values as JsonObject,
      derived: sheet.derived,
      stamps: stampsOf(sheet),
      writable: sheet.writable,
      whyReadOnly: sheet.whyReadOnly,
      openFields: sheet.openFields,
    });
  }

  /** Sends what is pending now instead of in a moment. */
  saveNow(): void {
    if (this.state.pending.size > 0) this.saveIn(0);
  }

  /** For each conflict, by path, whose value stays. */
  async resolve(choices: ReadonlyMap<string, 'mine' | 'theirs'>): Promise<void> {
    const dropped = new Set([...choices].filter(([, choice]) => choice === 'theirs').map(([path]) => path));
    try {
      const sheet = await this.with_.server.read();
      const pending = withoutPaths(this.state.pending, dropped);
      this.change({
        revision: sheet.revision,
        values: overlay(sheet.values as JsonObject, pending),
        derived: sheet.derived,
        stamps: stampsOf(sheet),
        pending,
        conflicts: [],
        save: { kind: 'rest', savedAt: null },
      });
      this.keep();
      this.saveNow();
    } catch (error) {
      this.change({ save: { kind: 'failed', trouble: troubleOf(error) } });
    }
  }

  close(): void {
    clearTimeout(this.timer);
    if (this.state.pending.size > 0) void this.send();
  }

  private saveIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(), ms);
  }

  private async send(): Promise<void> {
    if (this.sending || this.state.pending.size === 0 || this.state.conflicts.length > 0) return;
    const sent = this.state.pending;
    this.sending = true;
    this.change({ save: { kind: 'saving' } });
    const answer = await this.with_.server.change(this.state.revision, sent);
    this.sending = false;
    this.take(answer, sent);
  }

  private take(answer: ChangeAnswer, sent: PendingEdits): void {
    switch (answer.kind) {
      case 'saved':
        this.retryMs = firstRetryMs;
        this.acknowledge(answer, sent);
        break;
      case 'conflict':
        this.change({ conflicts: answer.conflicts, save: { kind: 'rest', savedAt: null } });
        break;
      case 'refused':
        this.setAside(answer.trouble, sent);
        break;
      case 'unreachable':
        this.change({ save: answer.why === 'failing' ? { kind: 'failed', trouble: answer.trouble } : { kind: answer.why } });
        if (answer.why !== 'signedOut') this.saveIn(this.retryMs);
        this.retryMs = Math.min(this.retryMs * 2, longestRetryMs);
        break;
    }
    this.keep();
  }

  private acknowledge(answer: Extract<ChangeAnswer, { kind: 'saved' }>, sent: PendingEdits): void {
    const pending = withoutSent(this.state.pending, sent);
    const stamps = new Map(this.state.stamps);
    for (const path of sent.keys()) stamps.set(path, { by: this.with_.me, at: answer.savedAt });
    const others = answer.merged.filter(({ path }) => !sent.has(path));
    const values = overlay(this.state.values, new Map(others.map(({ path, value }) => [path, value as JsonValue])));
    this.change({
      revision: answer.revision,
      derived: answer.derived,
      values: overlay(values, pending),
      pending,
      stamps,
      save: pending.size > 0 ? { kind: 'typing' } : { kind: 'rest', savedAt: answer.savedAt },
    });
    if (pending.size > 0) this.saveIn(restBeforeSaveMs);
  }

  /** The values the server names as wrong stay on the page with its words; the others go again without them. */
  private setAside(trouble: Trouble, sent: PendingEdits): void {
    const wrong = [...sent.keys()].filter((path) =>
      trouble.issues.some((issue) => issue.path === path || issue.path.startsWith(`${path}/`)),
    );
    if (wrong.length === 0) {
      this.change({ save: { kind: 'failed', trouble } });
      return;
    }
    const refusals = new Map(this.state.refusals);
    for (const issue of trouble.issues) refusals.set(issue.path, issue.message);
    const pending = withoutPaths(this.state.pending, new Set(wrong));
    this.change({ refusals, pending, save: { kind: 'rest', savedAt: null } });
    this.saveNow();
  }

  private keep(): void {
    this.with_.shelf.write({ baseRevision: this.state.revision, pending: this.state.pending, drafts: this.state.drafts });
  }

  private change(part: Partial<SheetState>): void {
    this.state = { ...this.state, ...part };
    for (const listener of [...this.listeners]) listener();
  }
}

/** Null when the path goes through a list item that somebody removed. */
function tryPlace(values: JsonObject, path: string, value: JsonValue): JsonObject | null {
  try {
    return setAt(values, path, value);
  } catch {
    return null;
  }
}

function overlay(values: JsonObject, edits: PendingEdits): JsonObject {
  let result = values;
  for (const [path, value] of edits) result = tryPlace(result, path, value) ?? result;
  return result;
}

function stampsOf(sheet: Sheet): ReadonlyMap<string, Stamp> {
  return new Map(sheet.stamps.map((stamp) => [stamp.path, { by: stamp.by, at: stamp.at }]));
}

function without<T>(map: ReadonlyMap<string, T>, path: string): ReadonlyMap<string, T> {
  if (![...map.keys()].some((key) => key === path || key.startsWith(`${path}/`))) return map;
  return new Map([...map].filter(([key]) => key !== path && !key.startsWith(`${path}/`)));
}

/** The items of a list field, each with its id. */
export function itemsOf(value: JsonValue | undefined): readonly (JsonObject & { readonly id: string })[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly JsonValue[]).filter(
    (item): item is JsonObject & { readonly id: string } => isObject(item) && typeof item['id'] === 'string',
  );
}
