import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { firstWords } from '@gare/domain/review/reopening';
import { announce } from '../announcements';
import { client } from '../api/client';
import { troubleOf } from '../api/trouble';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { ChoiceField } from '../ui/choice-field';
import { TroubleNotice } from '../ui/feedback';
import { SelectField, TextArea } from '../ui/field';
import { Code, Muted, Paragraph, PlainList, Row, Section, Stack } from '../ui/layout';
import { AheadNotice } from './ahead-notice';
import { namedVersions } from './confirm-dialogs';
import { keepReviews, type Opinion, type ReviewDocument, type ReviewProps, reviewedTextQuery } from './queries';

const outcomes = ['FAVOREVOLE', 'CON_OSSERVAZIONI', 'CONTRARIO'] as const;

interface Quote {
  readonly code: string;
  readonly paragraphId: string;
  readonly text: string;
}

/** Where a reviewer writes their opinion on exactly the versions in force. */
export function OpinionForm({ dossierId, review, documents }: ReviewProps): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const request = useRequest();
  const [outcome, setOutcome] = useState<Opinion['outcome']>('FAVOREVOLE');
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [quotes, setQuotes] = useState<readonly Quote[]>([]);
  const give = async (): Promise<void> => {
    const params = { path: { dossierId, reviewId: review.id } };
    const quoted = quotes.map(({ code, paragraphId }) => ({ code, paragraphId }));
    const body = { outcome, text, reason: outcome === 'FAVOREVOLE' ? '' : reason, documents: namedVersions(documents), quotes: quoted };
    const given = await request.send(() => client.POST('/api/dossiers/{dossierId}/reviews/{reviewId}/opinions', { params, body }));
    if (!given.ok) return;
    keepReviews(dossierId, given.data);
    announce(t('revisione.parereDato'));
    await navigate({ to: '/fascicoli/$dossierId/revisione', params: { dossierId } });
  };
  return (
    <Section id="scrivi-parere" title={t('revisione.scriviParere')}>
      <Stack>
        {documents.map((document) => (
          <AheadNotice key={document.code} dossierId={dossierId} document={document} />
        ))}
        <Paragraph>{t('revisione.parereSu')}</Paragraph>
        <PlainList label={t('revisione.atti')}>
          {documents.map(({ code, title, version, sha256 }) => (
            <li key={code}>
              {`${title} (${code}), ${t('revisione.versione', { versione: version ?? 0 })}`}{' '}
              <Muted>
                {t('revisione.impronta')} <Code>{sha256 ?? ''}</Code>
              </Muted>
            </li>
          ))}
        </PlainList>
        <ChoiceField
          label={t('revisione.esito')}
          options={outcomes.map((value) => ({ value, label: t(`revisione.esiti.${value}`) }))}
          value={[outcome]}
          onChange={([chosen]) => {
            setOutcome(outcomes.find((one) => one === chosen) ?? 'FAVOREVOLE');
          }}
        />
        {outcome !== 'FAVOREVOLE' && (
          <TextArea
            label={t('revisione.ragioneEsito')}
            hint={t('revisione.ragioneAiuto')}
            value={reason}
            onChange={(event) => {
              setReason(event.target.value);
            }}
          />
        )}
        <TextArea
          label={t('revisione.testoParere')}
          value={text}
          rows={10}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
        <QuotePicker
          dossierId={dossierId}
          documents={documents}
          onPick={(quote) => {
            if (!quotes.some(({ code, paragraphId }) => code === quote.code && paragraphId === quote.paragraphId))
              setQuotes([...quotes, quote]);
          }}
        />
        {quotes.length > 0 && (
          <PlainList label={t('revisione.citazioni')}>
            {quotes.map((quote) => (
              <li key={`${quote.code} ${quote.paragraphId}`}>
                {`${quote.code}: «${firstWords(quote.text, 160)}»`}{' '}
                <Button
                  small
                  look="quiet"
                  onClick={() => {
                    setQuotes(quotes.filter((one) => one !== quote));
                  }}
                >
                  {t('revisione.togliCitazione')}
                </Button>
              </li>
            ))}
          </PlainList>
        )}
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
        <div>
          <Button look="primary" busy={request.busy} onClick={() => void give()}>
            {t('revisione.daiParere')}
          </Button>
        </div>
      </Stack>
    </Section>
  );
}

/** Paragraphs are picked from the text in force: the opinion is bound to what they are and to their hash. */
function QuotePicker({
  dossierId,
  documents,
  onPick,
}: {
  dossierId: string;
  documents: readonly ReviewDocument[];
  onPick: (quote: Quote) => void;
}): ReactElement {
  const { t } = useTranslation();
  const [code, setCode] = useState(documents[0]?.code ?? '');
  const [paragraphId, setParagraphId] = useState('');
  const text = useQuery({ ...reviewedTextQuery(dossierId, code), enabled: code !== '' });
  const paragraphs = text.data?.paragraphs ?? [];
  const chosen = paragraphs.find(({ id }) => id === paragraphId);
  return (
    <Stack gap="sm">
      <SelectField
        label={t('revisione.citaDa')}
        empty={t('revisione.scegliAtto')}
        value={code}
        options={documents.map((document) => ({ value: document.code, label: `${document.title} (${document.code})` }))}
        onChange={(event) => {
          setCode(event.target.value);
          setParagraphId('');
        }}
      />
      {text.error && <TroubleNotice trouble={troubleOf(text.error)} onRetry={() => void text.refetch()} />}
      <SelectField
        wide
        label={t('revisione.paragrafoDaCitare')}
        empty={t('revisione.scegliParagrafo')}
        value={paragraphId}
        options={paragraphs.map(({ id, text: words }) => ({ value: id, label: firstWords(words, 120) }))}
        onChange={(event) => {
          setParagraphId(event.target.value);
        }}
      />
      <Row>
        <Button
          disabled={chosen === undefined}
          onClick={() => {
            if (chosen) onPick({ code, paragraphId: chosen.id, text: chosen.text });
          }}
        >
          {t('revisione.cita')}
        </Button>
      </Row>
    </Stack>
  );
}
