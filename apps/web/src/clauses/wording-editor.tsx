import { type ReactElement, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { LazyComboboxField } from '../ui/lazy-combobox';
import { TextArea } from '../ui/field';
import { Box, Muted, Paragraph, Row, Split, Stack, Subtitle } from '../ui/layout';
import { useFields } from './field-names';
import { rangeOfParagraph, withInserted } from './paragraph-range';
import { type ClauseFinding } from './queries';

interface EditorProps {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly findings: readonly ClauseFinding[];
  /** How it reads with sample values; null while something is wrong, undefined before the first answer. */
  readonly example: readonly string[] | null | undefined;
}

const marks = [
  ['grassetto', '**', '**'],
  ['corsivo', '*', '*'],
  ['comma', '\n\n§ ', ''],
  ['voce', '\n- ', ''],
  ['lettera', '\n\na) ', ''],
] as const;

/** Findings, each with the way to its paragraph in the text. */
function Findings({ findings, onGo }: { findings: readonly ClauseFinding[]; onGo: (paragraph: number) => void }): ReactElement | null {
  const { t } = useTranslation();
  if (findings.length === 0) return null;
  return (
    <Box tone="danger">
      <Subtitle>{t('clausole.rilievi', { count: findings.length })}</Subtitle>
      <ul>
        {findings.map(({ paragraph, message, suggestion, tag }) => (
          <li key={`${paragraph ?? ''} ${tag ?? ''} ${message}`}>
            {paragraph !== null && (
              <>
                <Button
                  small
                  look="quiet"
                  onClick={() => {
                    onGo(paragraph);
                  }}
                >
                  {t('clausole.alParagrafo', { n: paragraph })}
                </Button>{' '}
              </>
            )}
            {message} {suggestion !== null && <Muted>{t('clausole.suggerimento', { testo: suggestion })}</Muted>}
          </li>
        ))}
      </ul>
    </Box>
  );
}

/** A text of a clause: written on one side, read on the other. Fields are picked by their Italian names and put where the cursor is. */
export function WordingEditor({ id, label, text, onChange, findings, example }: EditorProps): ReactElement {
  const { t } = useTranslation();
  const { options } = useFields();
  const [picked, setPicked] = useState(0);
  // Where the cursor was last: the picker takes the focus away from the text.
  const cursor = useRef<[number, number] | null>(null);
  const area = (): HTMLTextAreaElement | null => document.getElementById(id) as HTMLTextAreaElement | null;
  const put = (before: string, after: string): void => {
    const [from, to] = cursor.current ?? [text.length, text.length];
    const next = withInserted(text, { from, to, before, after });
    onChange(next.text);
    cursor.current = [next.at, next.at];
    requestAnimationFrame(() => {
      area()?.focus();
      area()?.setSelectionRange(next.at, next.at);
    });
  };
  const goTo = (paragraph: number): void => {
    const [from, to] = rangeOfParagraph(text, paragraph);
    area()?.focus();
    area()?.setSelectionRange(from, to);
  };
  return (
    <Split
      asideLabel={t('clausole.comeSiLegge')}
      aside={
        <Stack gap="sm">
          <Subtitle>{t('clausole.comeSiLegge')}</Subtitle>
          <Muted>{t('clausole.esempio')}</Muted>
          {example === undefined && <Muted>{t('comune.caricamento')}</Muted>}
          {example === null && <Muted>{t('clausole.senzaEsempio')}</Muted>}
          {example?.length === 0 && <Muted>{t('clausole.esempioVuoto')}</Muted>}
          {example?.map((paragraph, index) => (
            <Paragraph key={index}>{paragraph}</Paragraph>
          ))}
        </Stack>
      }
    >
      <Stack gap="sm">
        <Row>
          {marks.map(([name, before, after]) => (
            <Button
              key={name}
              small
              look="quiet"
              onClick={() => {
                put(before, after);
              }}
            >
              {t(`clausole.segni.${name}`)}
            </Button>
          ))}
        </Row>
        <LazyComboboxField
          key={picked}
          id={`${id}-campo`}
          label={t('clausole.inserisciCampo')}
          hint={t('clausole.inserisciCampoAiuto')}
          options={options}
          value={null}
          onChange={(value) => {
            if (value === null) return;
            put(`{${value}}`, '');
            setPicked(picked + 1);
          }}
        />
        <TextArea
          id={id}
          label={label}
          hint={t('clausole.testoAiuto')}
          rows={14}
          value={text}
          error={findings.length > 0 ? t('clausole.daCorreggere', { count: findings.length }) : undefined}
          onChange={(event) => {
            onChange(event.target.value);
          }}
          onSelect={(event) => {
            cursor.current = [event.currentTarget.selectionStart, event.currentTarget.selectionEnd];
          }}
        />
        <Findings findings={findings} onGo={goTo} />
      </Stack>
    </Split>
  );
}
