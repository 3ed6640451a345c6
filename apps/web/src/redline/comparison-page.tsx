import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { documentsQuery, type Query, versionsQuery } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { draftsQuery } from '../drafting/queries';
import { draftVersionsQuery } from '../drafting/versions/queries';
import { ButtonLink, DownloadButton } from '../ui/button';
import { ChoiceField } from '../ui/choice-field';
import { EmptyState, Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { type Option, SelectField } from '../ui/field';
import { FieldGrid } from '../ui/field-group';
import { HiddenText, Muted, Paragraph, Row, Section, Stack } from '../ui/layout';
import { type Compared, textRedlineQuery, type WordRedline, wordRedlineQuery, wordRedlineUrl } from './queries';
import { type ShownRedline } from './redline-blocks';
import { RedlineView } from './redline-view';
import { saidCounts } from './said-change';
import { type ComparisonSearch, versionName } from './search';
import { capitalised, optionsOf, saidVersion, shownOf } from './version-options';
import { Waiting } from './waiting';

const route = '/riservata/fascicoli/$dossierId/documenti/$code/confronto';

/** Any two versions of a document, or of its draft, laid over each other, proven, with what is covered and the file for Word. */
export function ComparisonPage(): ReactElement {
  const { t } = useTranslation();
  const { dossierId, code } = useParams({ from: route });
  const search = useSearch({ from: route });
  const documents = useQuery(documentsQuery(dossierId));
  const document = documents.data?.items.find((item) => item.code === code);
  const versions = useQuery(versionsQuery(dossierId, code));
  const drafts = useQuery(draftsQuery(dossierId));
  const hasDraft = drafts.data?.items.some((draft) => draft.code === code) === true;
  const draft = useQuery({ ...draftVersionsQuery({ dossierId, code }), enabled: hasDraft, retry: false });
  // A document without a draft, or one whose draft the person may not read, has versions of its own only.
  const isKnown = !drafts.isPending && !(hasDraft && draft.isPending);
  const known = versions.data && isKnown ? { document: versions.data.items, draft: draft.data?.versions ?? null } : null;
  const shown = known && shownOf(search, known);
  const compared = shown === null || shown.before === shown.after ? null : { dossierId, code, ...shown };
  return (
    <Section
      id="confronto"
      title={t('confronto.titolo', { nome: document?.title ?? code })}
      aside={
        <ButtonLink small icon="it-arrow-left" to="/fascicoli/$dossierId/documenti" params={{ dossierId }} search={{ documento: code }}>
          {t('documenti.torna')}
        </ButtonLink>
      }
    >
      {known === null && !versions.error && <Skeleton rows={8} />}
      {versions.error && <TroubleNotice trouble={troubleOf(versions.error)} onRetry={() => void versions.refetch()} />}
      {known && shown === null && <EmptyState title={t('confronto.unaSola')} />}
      {known && shown && (
        <Stack>
          <Choices options={optionsOf(known, t)} shown={{ ...search, versione: shown.after, con: shown.before }} />
          {compared === null ? (
            <EmptyState title={t('confronto.stessa')} />
          ) : (
            <Comparison compared={compared} side={search.aspetto === 'affiancato'} />
          )}
        </Stack>
      )}
    </Section>
  );
}

/** Being made, proven, or why there is none. */
function Comparison({ compared, side }: { compared: Compared; side: boolean }): ReactElement {
  const { t } = useTranslation();
  const redline = useQuery({ ...wordRedlineQuery(compared), retry: false });
  return (
    <Stack>
      <div role="status">
        {redline.isPending && <Waiting />}
        {redline.data && <HiddenText>{t('confronto.pronto', { che: saidCounts(redline.data, t) })}</HiddenText>}
      </div>
      {redline.data && <Proven compared={compared} redline={redline.data} side={side} />}
      {redline.error && (
        <Stack>
          <TroubleNotice trouble={troubleOf(redline.error)} onRetry={() => void redline.refetch()} retrying={redline.isFetching} />
          {troubleOf(redline.error).code?.startsWith('redline.') === true && <TextsOnly compared={compared} side={side} />}
        </Stack>
      )}
    </Stack>
  );
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
          const con = versionName(event.target.value);
          if (con !== undefined) show({ con });
        }}
      />
      <SelectField
        label={t('confronto.dopo')}
        options={options}
        empty={t('confronto.scegli')}
        value={String(shown.versione)}
        onChange={(event) => {
          const versione = versionName(event.target.value);
          if (versione !== undefined) show({ versione });
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
  const [prima, dopo] = [saidVersion(redline.before, t), saidVersion(redline.after, t)];
  const { covered, notCovered, notes } = redline.coverage;
  return (
    <Stack>
      <Notice tone="success" title={t('confronto.verificato')}>
        <Paragraph>{t('confronto.prova', { prima, dopo })}</Paragraph>
        <Paragraph>
          {t('confronto.coperto', { che: covered.join(', ') })}{' '}
          {notCovered.length === 0 ? t('confronto.tuttoCoperto') : t('confronto.nonCoperto', { che: notCovered.join(', ') })}
        </Paragraph>
        {notes.map((note) => (
          <Paragraph key={note}>{note}</Paragraph>
        ))}
      </Notice>
      <Row>
        <DownloadButton href={wordRedlineUrl(compared)}>{t('confronto.scarica')}</DownloadButton>
      </Row>
      <RedlineView
        redline={redline}
        label={t('confronto.versioni', { prima: capitalised(prima), dopo })}
        columns={side ? [capitalised(prima), capitalised(dopo)] : undefined}
      />
    </Stack>
  );
}

/** Where the files have no redline their texts still have one, under another name; a version of the draft has it with another one only. */
function TextsOnly({ compared, side }: { compared: Compared; side: boolean }): ReactElement {
  const { t } = useTranslation();
  const query = textRedlineQuery(compared);
  if (query === null) return <Muted>{t('confronto.soloTestiNo')}</Muted>;
  return <Texts query={query} side={side} />;
}

function Texts({ query, side }: { query: Query<ShownRedline>; side: boolean }): ReactElement {
  const { t } = useTranslation();
  const texts = useQuery(query);
  if (texts.isPending) return <Skeleton rows={8} />;
  if (texts.error) return <TroubleNotice trouble={troubleOf(texts.error)} onRetry={() => void texts.refetch()} />;
  return (
    <Section id="confronto-testi" title={t('confronto.soloTesti')}>
      <Stack>
        <Muted>{t('confronto.soloTestiCopre')}</Muted>
        <RedlineView
          redline={texts.data}
          label={t('confronto.soloTesti')}
          columns={side ? [t('confronto.prima'), t('confronto.dopo')] : undefined}
        />
      </Stack>
    </Section>
  );
}
