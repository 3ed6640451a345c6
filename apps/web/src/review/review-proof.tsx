import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RoleCode } from '@gare/domain/access/permissions';
import { troubleOf } from '../api/trouble';
import { dateInWords, dayAndTime } from '../format/dates';
import { Button } from '../ui/button';
import { Notice, Skeleton, StatusText, TroubleNotice } from '../ui/feedback';
import { CardItem, CardList, Code, Muted, Paragraph, PlainList, Section, Stack, Subtitle } from '../ui/layout';
import { reviewProofQuery, type ReviewProof } from './queries';

/** Whether opinions and approvals still say what the register says, and the files are still those: worked out when asked. */
export function ReviewProofSection({ dossierId, reviewId }: { dossierId: string; reviewId: string }): ReactElement {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const proof = useQuery({ ...reviewProofQuery(dossierId, reviewId), enabled: asked });
  return (
    <Section id="verifica" title={t('revisione.verifica')}>
      <Stack>
        <Paragraph>{t('revisione.verificaSpiega')}</Paragraph>
        <div>
          <Button
            busy={proof.isFetching}
            onClick={() => {
              if (asked) void proof.refetch();
              setAsked(true);
            }}
          >
            {t('revisione.verificaOra')}
          </Button>
        </div>
        {asked && proof.isPending && <Skeleton rows={3} />}
        {proof.error && <TroubleNotice trouble={troubleOf(proof.error)} retrying={proof.isFetching} onRetry={() => void proof.refetch()} />}
        {proof.data && <Proven proof={proof.data} />}
      </Stack>
    </Section>
  );
}

function Proven({ proof: { chain, sealed, acts } }: { proof: ReviewProof }): ReactElement {
  const { t } = useTranslation();
  const holds = chain.fault === null && acts.every(({ faults }) => faults.length === 0);
  return (
    <Stack>
      <Notice tone={holds ? 'success' : 'danger'} live="status" title={t(holds ? 'revisione.verificaRegge' : 'revisione.verificaNonRegge')}>
        <Paragraph>
          {chain.fault === null
            ? t('revisione.registroIntegro', { count: chain.entries })
            : t('revisione.registroRotto', { voce: chain.fault })}{' '}
          {sealed === null
            ? t('revisione.nonSigillato')
            : t('revisione.sigillato', { voce: sealed.sequence, giorno: dateInWords(sealed.day) })}
        </Paragraph>
      </Notice>
      <CardList label={t('revisione.attiVerificati')}>
        {acts.map(({ ids, what, by, role, at, versions, entry, faults }) => (
          <CardItem key={ids[0] ?? at}>
            <Stack gap="sm">
              <Subtitle>{t(`revisione.atto.${what}`, { chi: by, quando: dayAndTime(at), ruolo: t(`ruoli.${role as RoleCode}`) })}</Subtitle>
              <PlainList label={t('revisione.versioni')}>
                {versions.map(({ code, version, sha256 }) => (
                  <li key={code}>
                    {`${code}, ${t('revisione.versione', { versione: version })}`} <Code>{sha256}</Code>
                  </li>
                ))}
              </PlainList>
              {entry !== null && (
                <Muted>
                  {t('revisione.voceRegistro', { voce: entry.sequence })} <Code>{entry.hash}</Code>
                </Muted>
              )}
              {faults.length === 0 ? (
                <StatusText tone="success" icon="it-check-circle">
                  {t('revisione.attoRegge')}
                </StatusText>
              ) : (
                faults.map((fault) => (
                  <StatusText key={fault} tone="danger" icon="it-error">
                    {t(`revisione.attoFalla.${fault}`)}
                  </StatusText>
                ))
              )}
            </Stack>
          </CardItem>
        ))}
      </CardList>
    </Stack>
  );
}
