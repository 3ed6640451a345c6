import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type TFunction } from 'i18next';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { versionsQuery } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { dayAndTime } from '../format/dates';
import { ButtonLink, DownloadButton } from '../ui/button';
import { ChoiceField } from '../ui/choice-field';
import { EmptyState, Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { type Option, SelectField } from '../ui/field';
import { FieldGrid } from '../ui/field-group';
import { Muted, Paragraph, Section, Stack } from '../ui/layout';
import { type Compared, textRedlineQuery, type WordRedline, wordRedlineQuery, wordRedlineUrl } from './queries';
import { RedlineView } from './redline-view';
import { type ComparisonSearch } from './search';

const route = '/riservata/fascicoli/$dossierId/documenti/$code/confronto';

/** Any two versions of a document laid over each other, proven, with what is covered and the file for Word. */
export function ComparisonPage(): ReactElement {
  const { t } = useTranslation();
  const { dossierId, code } = useParams({ from: route });
  const search = useSearch({ from: route });
  const versions = useQuery(versionsQuery(dossierId, code));
  const latest = versions.data?.items[0]?.version ?? null;
  const after = search.versione ?? latest;
  const before = search.con ?? (after === null ? null : Math.max(1, after - 1));
  const compared = after === null || before === null || before === after ? null : { dossierId, code, before, after };
  const redline = useQuery({
    ...wordRedlineQuery(compared ?? { dossierId, code, before: 1, after: 2 }),
    enabled: compared !== null,
    retry: false,
  });
  return (
    <Section
      id="confronto"
      title={t('confronto.titolo', { nome: redline.data?.title ?? code })}
      aside={
        <ButtonLink small icon="it-arrow-left" to="/fascicoli/$dossierId/documenti" params={{ dossierId }} search={{ documento: code }}>
          {t('documenti.torna')}
        </ButtonLink>
      }
    >
      {versions.isPending && <Skeleton rows={8} />}
      {versions.error && <TroubleNotice trouble={troubleOf(versions.error)} onRetry={() => void versions.refetch()} />}
      {latest === 1 && <EmptyState title={t('confronto.unaSola')} />}
      {versions.data && latest !== null && latest > 1 && (
        <Stack>
          <Choices
            options={versions.data.items.map((version) => optionOf(version, t))}
            shown={{ ...search, versione: after ?? 2, con: before ?? 1 }}
          />
          {compared === null && <EmptyState title={t('confronto.stessa')} />}
          {compared !== null && redline.isPending && (
            <div role="status">
              <Paragraph>{t('confronto.preparo')}</Paragraph>
              <Skeleton rows={8} />
            </div>
          )}
          {compared !== null && redline.data && (
            <Proven compared={compared} redline={redline.data} side={search.aspetto === 'affiancato'} />
          )}
          {compared !== null && redline.error && (
            <Stack>
              <TroubleNotice trouble={troubleOf(redline.error)} onRetry={() => void redline.refetch()} retrying={redline.isFetching} />
              {troubleOf(redline.error).code?.startsWith('redline.') === true && <TextsOnly compared={compared} />}
            </Stack>
          )}
        </Stack>
      )}
    </Section>
  );
}

function optionOf(version: { version: number; origin: 'GENERATED' | 'UPLOADED'; createdAt: string }, t: TFunction): Option {
  const origine = t(`documenti.origine.${version.origin}`).toLowerCase();
  return {
    value: String(version.version),
    label: t('confronto.versione', { n: version.version, origine, quando: dayAndTime(version.createdAt) }),
  };
}

function Choices({ options, shown }: { options: readonly Option[]; shown: ComparisonSearch }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/fascicoli/$dossierId/documenti/$code/confronto' });
  const show = (part: ComparisonSearch): void => {
    void navigate({ search: { ...shown, ...part }, replace: true });
  };
  const { aspetto, ...versions } = shown;
  return (
    <FieldGrid>
      <SelectField
        label={t('confronto.prima')}
        options={options}
        empty={t('confronto.scegli')}
        value={String(shown.con)}
        onChange={(event) => {
          if (event.target.value !== '') show({ con: Number(event.target.value) });
        }}
      />
      <SelectField
        label={t('confronto.dopo')}
        options={options}
        empty={t('confronto.scegli')}
        value={String(shown.versione)}
        onChange={(event) => {
          if (event.target.value !== '') show({ versione: Number(event.target.value) });
        }}
      />
      <ChoiceField
        label={t('confronto.aspettoPagina')}
        inline
        options={[
          { value: 'linea', label: t('confronto.inLinea') },
          { value: 'affiancato', label: t('confronto.affiancato') },
        ]}
        value={[aspetto ?? 'linea']}
        onChange={([chosen]) => {
          void navigate({ search: chosen === 'affiancato' ? { ...versions, aspetto: 'affiancato' } : versions, replace: true });
        }}
      />
    </FieldGrid>
  );
}

function Proven({ compared, redline, side }: { compared: Compared; redline: WordRedline; side: boolean }): ReactElement {
  const { t } = useTranslation();
  const numbers = { prima: compared.before, dopo: compared.after };
  const { covered, notCovered, notes } = redline.coverage;
  return (
    <Stack>
      <Notice tone="success" title={t('confronto.verificato')}>
        <Paragraph>{t('confronto.prova', numbers)}</Paragraph>
        <Paragraph>
          {t('confronto.coperto', { che: covered.join(', ') })}{' '}
          {notCovered.length === 0 ? t('confronto.tuttoCoperto') : t('confronto.nonCoperto', { che: notCovered.join(', ') })}
        </Paragraph>
        {notes.map((note) => (
          <Paragraph key={note}>{note}</Paragraph>
        ))}
      </Notice>
      <DownloadButton href={wordRedlineUrl(compared)}>{t('confronto.scarica')}</DownloadButton>
      <RedlineView
        redline={redline}
        label={t('confronto.versioni', numbers)}
        columns={
          side ? [t('confronto.versioneBreve', { n: compared.before }), t('confronto.versioneBreve', { n: compared.after })] : undefined
        }
      />
    </Stack>
  );
}

/** Where the files have no redline their texts still have one, under another name. */
function TextsOnly({ compared }: { compared: Compared }): ReactElement {
  const { t } = useTranslation();
  const texts = useQuery(textRedlineQuery(compared));
  if (texts.isPending) return <Skeleton rows={8} />;
  if (texts.error) return <TroubleNotice trouble={troubleOf(texts.error)} onRetry={() => void texts.refetch()} />;
  return (
    <Section id="confronto-testi" title={t('confronto.soloTesti')}>
      <Stack>
        <Muted>{t('confronto.soloTestiCopre')}</Muted>
        <RedlineView redline={texts.data} label={t('confronto.soloTesti')} />
      </Stack>
    </Section>
  );
}
