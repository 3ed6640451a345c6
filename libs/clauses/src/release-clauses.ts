import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { covers } from '@gare/domain/clauses/clause-validity';
import { type Clause } from '@gare/domain/clauses/clause';
import { CONFIG, type Config } from '@gare/platform/config';
import { partFolders } from '@gare/templates';

/** What `templates/clausole/<folder>/manifest.json` says beside what every part of the release does. */
const clauseManifest = z.looseObject({
  code: z.string(),
  title: z.string(),
  version: z.string(),
  condition: z.string().nullable(),
  legalBasis: z.array(z.object({ act: z.string(), articles: z.array(z.string()) })),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  owner: z.enum(['SUA', 'COMUNE']),
  protected: z.boolean(),
  documents: z.array(z.string()),
  forms: z.array(z.object({ form: z.string(), title: z.string(), documents: z.array(z.string()) })),
  alternatives: z.array(z.object({ key: z.string(), title: z.string(), note: z.string() })),
});
type ClauseManifest = z.infer<typeof clauseManifest>;

export interface ReleaseClause {
  readonly clause: Clause;
  readonly version: string;
}

/** The clauses of the release with their texts, read once at start. */
@Injectable()
export class ReleaseClauses implements OnModuleInit {
  private clauses: readonly ReleaseClause[] = [];

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async onModuleInit(): Promise<void> {
    this.clauses = await readReleaseClauses(join(this.config.templatesDir, partFolders.CLAUSOLA));
  }

  /** By code, and then by first day of validity. */
  all(): readonly ReleaseClause[] {
    return this.clauses;
  }

  inForce(code: string, day: string): ReleaseClause | null {
    return this.clauses.find(({ clause }) => clause.code === code && covers({ from: clause.validFrom, to: clause.validTo }, day)) ?? null;
  }
}

/** Reads every clause of a directory. Rejects with what is wrong and in which folder. */
export async function readReleaseClauses(directory: string): Promise<ReleaseClause[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
    // A release of other texts may have no clauses.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(directory, name));
  const clauses = await Promise.all(folders.map(readOne));
  return clauses.sort((a, b) => order(a.clause.code, b.clause.code) || order(a.clause.validFrom, b.clause.validFrom));
}

const order = (left: string, right: string): number => (left === right ? 0 : left < right ? -1 : 1);

async function readOne(folder: string): Promise<ReleaseClause> {
  try {
    const manifest = clauseManifest.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
    const { code, title, version, condition, legalBasis, validFrom, validTo, owner, documents, forms } = manifest;
    const main = { form: '', title: 'Testo principale', documents, text: await textOf(folder, 'testo', '') };
    const others = await Promise.all(forms.map(async (form) => ({ ...form, text: await textOf(folder, 'testo', form.form) })));
    const alternatives = await alternativesOf(folder, manifest);
    const texts = [main, ...others];
    return {
      version,
      clause: {
        ...{ code, title, condition, legalBasis, validFrom, validTo, owner },
        protected: manifest.protected,
        ...{ texts, alternatives },
      },
    };
  } catch (error) {
    throw new Error(`${folder}: clausola non leggibile`, { cause: error });
  }
}

const fileName = (name: string): string => name.toLowerCase().replaceAll('_', '-');

const textOf = (folder: string, stem: string, form: string): Promise<string> =>
  readFile(join(folder, `${stem}${form === '' ? '' : `.${fileName(form)}`}.md`), 'utf8');

async function alternativesOf(folder: string, { alternatives, forms }: ClauseManifest): Promise<Clause['alternatives']> {
  const files = new Set(await readdir(folder));
  return Promise.all(
    alternatives.map(async (alternative) => {
      const stem = `alternativa.${fileName(alternative.key)}`;
      const written = ['', ...forms.map(({ form }) => form)].filter((form) =>
        files.has(`${stem}${form === '' ? '' : `.${fileName(form)}`}.md`),
      );
      const texts = await Promise.all(written.map(async (form) => ({ form, text: await textOf(folder, stem, form) })));
      return { ...alternative, texts };
    }),
  );
}
