import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { Fragment, type ReactElement, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pageAt } from '@gare/domain/facts/page-at';
import { documentsQuery } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { ButtonLink } from '../ui/button';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { Paragraph, Section, Stack } from '../ui/layout';
import { UnreadText } from './unread-text';
import { type BoundValue, type VersionFacts, versionFactsQuery } from './queries';
import { ValueDialog } from './value-dialog';

/** The text of a version with every value that comes from a field; each of them opens where it comes from. */
export function DocumentTextPage(): ReactElement {
  const { t } = useTranslation();
  const { dossierId, code } = useParams({ from: '/riservata/fascicoli/$dossierId/documenti/$code/testo' });
  const { versione, riga } = useSearch({ from: '/riservata/fascicoli/$dossierId/documenti/$code/testo' });
  const documents = useQuery(documentsQuery(dossierId));
  const document = documents.data?.items.find((item) => item.code === code);
  const version = versione ?? document?.current?.version ?? null;
  return (
    <Section
      id="testo"
      title={`${document?.title ?? code} · ${t('fatti.testo')}`}
      aside={
        <ButtonLink small icon="it-arrow-left" to="/fascicoli/$dossierId/documenti/$code" params={{ dossierId, code }}>
          {t('fatti.tornaAnteprima')}
        </ButtonLink>
      }
    >
      {documents.isPending && <Skeleton rows={8} />}
      {documents.error && <TroubleNotice trouble={troubleOf(documents.error)} onRetry={() => void documents.refetch()} />}
      {version !== null && <TextOfVersion dossierId={dossierId} code={code} version={version} line={riga ?? null} />}
      {documents.data && version === null && <EmptyState title={t('fatti.testoNiente')} />}
    </Section>
  );
}

interface TextOfVersionProps {
  readonly dossierId: string;
  readonly code: string;
  readonly version: number;
  readonly line: number | null;
}

/** The text of one version, with its values to open. */
export function TextOfVersion({ dossierId, code, version, line }: TextOfVersionProps): ReactElement {
  const { t } = useTranslation();
  const facts = useQuery(versionFactsQuery(dossierId, code, version));
  const [chosen, setChosen] = useState<BoundValue | null>(null);
  const loaded = facts.data !== undefined;
  useEffect(() => {
    if (line === null || !loaded) return;
    const place = document.getElementById(`riga-${line}`);
    place?.scrollIntoView({ block: 'center', behavior: 'instant' });
    place?.focus({ preventScroll: true });
  }, [line, loaded]);
  if (facts.isPending) return <Skeleton rows={8} />;
  if (facts.error) return <TroubleNotice trouble={troubleOf(facts.error)} onRetry={() => void facts.refetch()} />;
  if (facts.data.lines === null) {
    return facts.data.unread === null ? <EmptyState title={t('fatti.testoNiente')} /> : <UnreadText unread={facts.data.unread} />;
  }
  return (
    <Stack>
      {facts.data.unread && <UnreadText unread={facts.data.unread} />}
      <Paragraph>{t('fatti.testoSpiega', { versione: version })}</Paragraph>
      <Lines facts={facts.data} onChoose={setChosen} />
      {chosen && (
        <ValueDialog
          dossierId={dossierId}
          value={chosen}
          onClose={() => {
            setChosen(null);
          }}
        />
      )}
    </Stack>
  );
}

function Lines({ facts, onChoose }: { facts: VersionFacts; onChoose: (value: BoundValue) => void }): ReactElement {
  const { t } = useTranslation();
  const byLine = useMemo(() => valuesByLine(facts.values), [facts.values]);
  return (
    <div className="gi-redline">
      {(facts.lines ?? []).map(({ text, level }, line) => (
        <Fragment key={line}>
          {facts.pages?.includes(line) === true && (
            <p className="gi-redline-page">{t('fatti.pagina', { numero: pageAt(facts.pages, line) })}</p>
          )}
          <p className={level === null ? 'gi-redline-text' : 'gi-redline-text gi-strong'} id={`riga-${line}`} tabIndex={-1}>
            {piecesOf(text, byLine.get(line) ?? []).map((piece, index) =>
              typeof piece === 'string' ? (
                piece
              ) : (
                <BoundText
                  key={index}
                  value={piece}
                  onChoose={() => {
                    onChoose(piece);
                  }}
                />
              ),
            )}
          </p>
        </Fragment>
      ))}
    </div>
  );
}

/** A button element is one box and would break its line; a long value has to run on with the sentence it stands in. */
function BoundText({ value, onChoose }: { value: BoundValue; onChoose: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <span
      className="gi-bound"
      role="button"
      tabIndex={0}
      aria-haspopup="dialog"
      title={t('fatti.valore', { nome: value.label })}
      onClick={onChoose}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onChoose();
      }}
    >
      {value.text}
    </span>
  );
}

function valuesByLine(values: readonly BoundValue[]): ReadonlyMap<number, readonly BoundValue[]> {
  const byLine = new Map<number, BoundValue[]>();
  for (const value of values) byLine.set(value.line, [...(byLine.get(value.line) ?? []), value]);
  return byLine;
}

/** A line as words and values; of values over each other (a tag that reads two fields) the first stands. */
function piecesOf(text: string, values: readonly BoundValue[]): (string | BoundValue)[] {
  const pieces: (string | BoundValue)[] = [];
  let at = 0;
  for (const value of values.toSorted((one, other) => one.start - other.start)) {
    if (value.start < at) continue;
    pieces.push(text.slice(at, value.start), value);
    at = value.start + value.text.length;
  }
  pieces.push(text.slice(at));
  return pieces.filter((piece) => piece !== '');
}
