import './lint.scss';
import { memo, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { HiddenText, Stack, Subtitle } from '../ui/layout';
import { stretchesOf, type NumberedFinding } from './marked-text';
import { type LintedBlock, type LintedParagraph, type TemplateLint } from './queries';

type ByParagraph = ReadonlyMap<number, readonly NumberedFinding[]>;

function Mark({ findings, whole, children }: { findings: readonly NumberedFinding[]; whole: boolean; children: ReactNode }): ReactElement {
  const { t } = useTranslation();
  const blocks = findings.some(({ severity }) => severity === 'BLOCCA');
  const classes = ['gi-lint-mark', ...(blocks ? ['gi-lint-blocks'] : []), ...(whole ? ['gi-lint-whole'] : [])].join(' ');
  return (
    <mark className={classes} tabIndex={-1} data-finding={` ${findings.map(({ number }) => number).join(' ')} `}>
      {children}
      <HiddenText>
        {findings.map(({ number, title }) => ` (${t('modelloVerifica.punto', { numero: number })}: ${title})`).join('')}
      </HiddenText>
    </mark>
  );
}

function Paragraph({ paragraph, findings }: { paragraph: LintedParagraph; findings: readonly NumberedFinding[] }): ReactElement | null {
  const { t } = useTranslation();
  const { text, level, pictures } = paragraph;
  const whole = findings.filter(({ span }) => span === null);
  if (text.trim() === '' && pictures.length === 0 && whole.length === 0) return null;
  const words = stretchesOf(text, findings).map((stretch, index) =>
    stretch.findings.length === 0 ? (
      stretch.text
    ) : (
      <Mark key={index} findings={stretch.findings} whole={false}>
        {stretch.text}
      </Mark>
    ),
  );
  const shown = (
    <>
      {words}
      {pictures.map((description, index) => (
        <span key={index}>
          {' '}
          {t('modelloVerifica.immagine', { testo: description === '' ? t('modelloVerifica.senzaTesto') : description })}
        </span>
      ))}
    </>
  );
  return (
    <p className={level === null ? 'gi-redline-text' : 'gi-lint-heading'}>
      {whole.length === 0 ? (
        shown
      ) : (
        <Mark findings={whole} whole>
          {shown}
        </Mark>
      )}
    </p>
  );
}

function Block({ block, found }: { block: LintedBlock; found: ByParagraph }): ReactElement {
  const { t } = useTranslation();
  const paragraph = (one: LintedParagraph): ReactElement => (
    <Paragraph key={one.number} paragraph={one} findings={found.get(one.number) ?? []} />
  );
  if (block.kind === 'paragraph') return paragraph(block.paragraph);
  return (
    <div className="gi-lint-table" tabIndex={0} role="group" aria-label={t('modelloVerifica.tabella')}>
      <table>
        <tbody>
          {block.rows.map((row, index) => (
            <tr key={index}>
              {row.cells.map((cell, position) => (
                <td key={position}>{cell.paragraphs.map(paragraph)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The template as plain paragraphs and tables, with the places marked. Never markup of the file: text only. */
export const MarkedDocument = memo(function MarkedDocument({ lint }: { readonly lint: TemplateLint }): ReactElement {
  const { t } = useTranslation();
  return (
    <Stack>
      {lint.parts.map(({ name, title, blocks }) => {
        const found = new Map<number, NumberedFinding[]>();
        for (const [index, finding] of lint.findings.entries()) {
          if (finding.part === name)
            found.set(finding.paragraph, [...(found.get(finding.paragraph) ?? []), { ...finding, number: index + 1 }]);
        }
        return (
          <section key={name} aria-label={`${t('modelloVerifica.documento')}: ${title}`}>
            {lint.parts.length > 1 && <Subtitle>{title}</Subtitle>}
            <div className="gi-redline" lang="it">
              {blocks.map((block, index) => (
                <Block key={index} block={block} found={found} />
              ))}
            </div>
          </section>
        );
      })}
    </Stack>
  );
});
