import { Injectable } from '@nestjs/common';
import { TemplateLibrary } from '@gare/templates';

/** Where the templates of the release include clauses, and what documents are called. */
@Injectable()
export class ClausePlaces {
  private readonly places = new Map<string, string[]>();
  private titles: ReadonlyMap<string, string> | null = null;

  constructor(private readonly library: TemplateLibrary) {}

  /** Codes of the documents whose templates include a name. */
  of(name: string): readonly string[] {
    this.read();
    return this.places.get(name) ?? [];
  }

  /** Documents with their names; one without template is called by its code. */
  named(codes: readonly string[]): { code: string; title: string }[] {
    const titles = this.read();
    return codes.map((code) => ({ code, title: titles.get(code) ?? code }));
  }

  private read(): ReadonlyMap<string, string> {
    if (this.titles !== null) return this.titles;
    const titles = new Map<string, string>();
    for (const { manifest } of this.library.sources()) {
      titles.set(manifest.code, manifest.title);
      const template = this.library.find(manifest.code, manifest.validFrom);
      for (const { name } of template?.included ?? []) {
        const codes = this.places.get(name) ?? [];
        if (!codes.includes(manifest.code)) this.places.set(name, [...codes, manifest.code]);
      }
    }
    this.titles = titles;
    return titles;
  }
}
