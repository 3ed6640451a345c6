import { Injectable } from '@nestjs/common';
import { type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { type NamedVersion, type QuotedParagraph } from './review-opinion.entity.js';
import { paragraphsIn, VersionTexts } from './version-texts.js';

/** Paragraphs an opinion quotes, taken from the text of the version itself and never from what the browser sends. */
@Injectable()
export class Quotes {
  constructor(private readonly texts: VersionTexts) {}

  /** @throws AppError review.refused for a paragraph that is not in one of the versions */
  async of(
    reader: Reader,
    dossierId: string,
    versions: readonly NamedVersion[],
    asked: readonly { code: string; paragraphId: string }[],
  ): Promise<QuotedParagraph[]> {
    const quoted: QuotedParagraph[] = [];
    for (const [index, { code, paragraphId }] of asked.entries()) {
      const named = versions.find((version) => version.code === code);
      const text =
        named === undefined
          ? undefined
          : (await this.texts.of(reader, await this.texts.document(reader, dossierId, code), [named.version])).get(named.version);
      const found = text === undefined ? undefined : paragraphsIn(text).find(({ id }) => id === paragraphId);
      if (named === undefined || found === undefined) {
        const message = `Il paragrafo citato non è nella versione di ${code} su cui dai il parere.`;
        throw new AppError('review.refused', { detail: message, issues: [{ path: `quotes/${index}`, message }] });
      }
      quoted.push({ code, version: named.version, id: found.id, hash: found.hash, text: found.text });
    }
    return quoted;
  }
}
