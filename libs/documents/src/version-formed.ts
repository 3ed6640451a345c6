import { Injectable } from '@nestjs/common';
import { Listeners } from '@gare/platform/events';
import { type PrintedValue } from '@gare/templates';

export interface VersionFormedEvent {
  readonly versionId: string;
  readonly dossierId: string;
  readonly suaId: string;
  readonly enteId: string;
  /** What the template read, by catalogue path. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Every value with its place: line and column in the text of the version, both from 0; null for a part without text of its own; the part or clause around it. */
  readonly printed: readonly (PrintedValue & { readonly line: number | null; readonly column: number; readonly origin: string | null })[];
}

/** A version was formed from a template; listeners write in the same transaction. */
@Injectable()
export class VersionFormed extends Listeners<VersionFormedEvent> {}
