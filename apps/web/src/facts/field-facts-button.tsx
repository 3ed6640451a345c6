import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { quotedValue } from '@gare/domain/facts/shown-value';
import { troubleOf } from '../api/trouble';
import { recently } from '../format/dates';
import { Button, TextLink } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Skeleton, TroubleNotice } from '../ui/feedback';
import { HiddenText, Muted, PlainList, Stack, Subtitle } from '../ui/layout';
import { ProvenanceDetails } from './provenance-details';
import { type FieldFacts, fieldFactsQuery } from './queries';

/** Under a field of the scheda: who wrote it, when, and every place that prints it. */
export function FieldFactsButton({ path, label }: { path: string; label: string }): ReactElement {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        small
        look="quiet"
        icon="it-info-circle"
        aria-haspopup="dialog"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('fatti.provenienza')}
        {/* Not a label of its own: who asks for the field by its name is to find the field alone. */}
        <HiddenText>{t('fatti.provenienzaDi', { nome: label })}</HiddenText>
      </Button>
      {open && (
        <Dialog
          title={label}
          onClose={() => {
            setOpen(false);
          }}
        >
          <FieldFactsOf
            path={path}
            onLeave={() => {
              setOpen(false);
            }}
          />
        </Dialog>
      )}
    </>
  );
}

function FieldFactsOf({ path, onLeave }: { path: string; onLeave: () => void }): ReactElement {
  const { dossierId = '' } = useParams({ strict: false });
  const facts = useQuery(fieldFactsQuery(dossierId, path));
  if (facts.isPending) return <Skeleton rows={4} />;
  if (facts.error) return <TroubleNotice trouble={troubleOf(facts.error)} onRetry={() => void facts.refetch()} />;
  return <FieldFactsBody facts={facts.data} dossierId={dossierId} onLeave={onLeave} />;
}

interface FieldFactsBodyProps {
  readonly facts: FieldFacts;
  readonly dossierId: string;
  /** A place was chosen, which may be on the page under the dialog: the dialog has to go. */
  readonly onLeave: () => void;
}

/** The same inside a dialog that is open already. */
export function FieldFactsBody({ facts, dossierId, onLeave }: FieldFactsBodyProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Stack>
      <ProvenanceDetails provenance={facts.provenance} />
      {facts.history.length > 0 && (
        <>
          <Subtitle>{t('fatti.storia')}</Subtitle>
          <PlainList>
            {facts.history.map(({ before, after, by, at, revision }) => (
              <li key={revision}>
                {t('fatti.cambio', { da: quotedValue(before), a: quotedValue(after), chi: by, quando: recently(at, new Date()) })}
              </li>
            ))}
          </PlainList>
        </>
      )}
      {facts.feeds.length > 0 && (
        <>
          <Subtitle>{t('fatti.alimenta')}</Subtitle>
          <PlainList>
            {facts.feeds.map(({ label, rule }) => (
              <li key={label}>
                {label}. <Muted>{rule}</Muted>
              </li>
            ))}
          </PlainList>
        </>
      )}
      <Subtitle>{t('fatti.luoghi', { count: facts.places.length })}</Subtitle>
      <PlainList>
        {facts.places.map((place, index) => (
          <li key={index}>
            <TextLink
              to="/fascicoli/$dossierId/documenti/$code/testo"
              params={{ dossierId, code: place.code }}
              search={{ versione: place.version, ...(place.line === null ? {} : { riga: place.line }) }}
              onClick={onLeave}
            >
              {place.title}
            </TextLink>
            {' · '}
            {[
              ...place.heading.slice(-1),
              t('fatti.luogo', { paragrafo: place.paragraph }),
              ...(place.derived ? [t('fatti.calcolato', { nome: place.label })] : []),
              ...(place.origin === null ? [] : [t('fatti.parte', { nome: place.origin })]),
            ].join(', ')}
            : «{place.text}»
          </li>
        ))}
      </PlainList>
      {facts.drafts.length > 0 && <DraftPlaces {...{ facts, dossierId, onLeave }} />}
    </Stack>
  );
}

/** The same value where people are writing: there it follows the scheda by itself. */
function DraftPlaces({ facts, dossierId, onLeave }: FieldFactsBodyProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <Subtitle>{t('fatti.bozze', { count: facts.drafts.length })}</Subtitle>
      <PlainList>
        {facts.drafts.map((place, index) => (
          <li key={index}>
            <TextLink
              to="/fascicoli/$dossierId/redazione/$code"
              params={{ dossierId, code: place.code }}
              search={place.block === null ? {} : { blocco: place.block }}
              onClick={onLeave}
            >
              {place.title}
            </TextLink>
            {' · '}
            {[
              t('fatti.bozza'),
              ...(place.heading === null ? [] : [place.heading]),
              ...(place.derived ? [t('fatti.calcolato', { nome: place.label })] : []),
            ].join(', ')}
            : «{place.text}»{place.gone && ` · ${t('fatti.bozzaSenza')}`}
          </li>
        ))}
      </PlainList>
    </>
  );
}
