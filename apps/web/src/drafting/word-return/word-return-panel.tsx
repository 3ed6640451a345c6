import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactElement, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../../api/trouble';
import { PlainLinkButton } from '../../ui/button';
import { Notice, Skeleton, TroubleNotice } from '../../ui/feedback';
import { Muted, PlainList, Stack } from '../../ui/layout';
import { downloadUrl, wordReturnsQuery } from './queries';
import { ReturnUpload } from './return-upload';
import { ReturnedFile } from './returned-file';

/** The way of a draft to Word and back. */
export function WordReturnPanel(): ReactElement {
  const { t } = useTranslation();
  const { dossierId, code } = useParams({ from: '/riservata/fascicoli/$dossierId/redazione/$code' });
  const id = useId();
  const place = { dossierId, code };
  const returns = useQuery(wordReturnsQuery(place));
  const [brought, setBrought] = useState<string | null>(null);
  return (
    <Stack>
      <section aria-labelledby={`${id}-scarica`}>
        <h3 className="gi-h3" id={`${id}-scarica`}>
          {t('ritorno.scarica.titolo')}
        </h3>
        <p className="gi-p gi-small">{t('ritorno.scarica.spiega')}</p>
        <PlainLinkButton icon="it-download" href={downloadUrl(place)}>
          {t('ritorno.scarica.pulsante')}
        </PlainLinkButton>
      </section>
      {returns.isPending && <Skeleton rows={5} />}
      {returns.error && <TroubleNotice trouble={troubleOf(returns.error)} onRetry={() => void returns.refetch()} />}
      {returns.data && (
        <>
          <section aria-labelledby={`${id}-carica`}>
            <h3 className="gi-h3" id={`${id}-carica`}>
              {t('ritorno.carica.titolo')}
            </h3>
            {returns.data.canUpload ? (
              <>
                <p className="gi-p gi-small">{t('ritorno.carica.spiega')}</p>
                <ReturnUpload place={place} onReturned={setBrought} />
              </>
            ) : (
              <Notice tone="info" title={t('ritorno.carica.perchéNo')}>
                {returns.data.whyNot !== null && <p className="gi-p">{returns.data.whyNot}</p>}
              </Notice>
            )}
          </section>
          <section aria-labelledby={`${id}-elenco`}>
            <h3 className="gi-h3" id={`${id}-elenco`}>
              {t('ritorno.elenco.titolo')}
            </h3>
            {returns.data.items.length === 0 && <Muted>{t('ritorno.elenco.nessuno')}</Muted>}
            {returns.data.items.length > 0 && (
              <PlainList>
                {returns.data.items.map((file, index) => (
                  <ReturnedFile
                    key={file.id}
                    file={file}
                    place={place}
                    isOpen={file.id === brought || (index === 0 && file.state === 'DA_CONFERMARE')}
                    isBrought={file.id === brought}
                    mayMerge={returns.data.canUpload}
                  />
                ))}
              </PlainList>
            )}
          </section>
        </>
      )}
    </Stack>
  );
}
