import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../announcements';
import { queryClient } from '../../api/queries';
import { troubleOf } from '../../api/trouble';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TroubleNotice } from '../../ui/feedback';
import { TextArea } from '../../ui/field';
import { HiddenText, Paragraph, Stack } from '../../ui/layout';
import { discardWordReturn, type DraftPlace, wordReturnQuery, type WordReturnSummary, wordReturnsQuery } from './queries';

const shortest = 5;

/** Sets a file aside that was brought by mistake, with a reason; it stays stored and listed. */
export function DiscardButton({ file, place }: { file: WordReturnSummary; place: DraftPlace }): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const short = reason.trim().length < shortest;
  const discard = useMutation({
    mutationFn: () => discardWordReturn(place, file.id, reason.trim()),
    onSuccess: async (discarded) => {
      setOpen(false);
      queryClient.setQueryData(wordReturnQuery(place, file.id).queryKey, discarded);
      announce(t('ritorno.scarto.fatto', { nome: file.fileName }));
      await queryClient.invalidateQueries({ queryKey: wordReturnsQuery(place).queryKey });
    },
  });
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('ritorno.scarto.pulsante')}
        <HiddenText> {t('ritorno.elenco.di', { nome: file.fileName })}</HiddenText>
      </Button>
      {open && (
        <Dialog
          title={t('ritorno.scarto.titolo', { nome: file.fileName })}
          onClose={() => {
            setOpen(false);
          }}
          actions={
            <Button
              look="danger"
              busy={discard.isPending}
              onClick={() => {
                setTried(true);
                if (short) document.getElementById(id)?.focus();
                else discard.mutate();
              }}
            >
              {t('ritorno.scarto.conferma')}
            </Button>
          }
        >
          <Stack gap="sm">
            <Paragraph>{t('ritorno.scarto.spiega')}</Paragraph>
            <TextArea
              id={id}
              label={t('ritorno.scarto.motivo')}
              error={tried && short ? t('ritorno.scarto.motivoCorto') : undefined}
              value={reason}
              onChange={(event) => {
                setReason(event.target.value);
              }}
            />
            {discard.error && <TroubleNotice trouble={troubleOf(discard.error)} />}
          </Stack>
        </Dialog>
      )}
    </>
  );
}
