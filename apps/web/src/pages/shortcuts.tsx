import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useObservable } from '../observable';
import { Dialog } from '../ui/dialog';
import { ChoiceField } from '../ui/choice-field';
import { Code, Facts, Stack, Subtitle } from '../ui/layout';
import { shortcutsOn, switchShortcuts } from './shortcut-keys';

export function ShortcutsDialog({ onClose }: { onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const on = useObservable(shortcutsOn);
  const keys = [
    ['/', t('scorciatoie.ricerca')],
    ['?', t('scorciatoie.aiuto')],
    ['Esc', t('scorciatoie.chiudi')],
    ['Tab', t('scorciatoie.tab')],
  ] as const;
  const writing = [
    ['Alt+F10', t('scorciatoie.barra')],
    ['Ctrl+F', t('scorciatoie.trova')],
    ['F8', t('scorciatoie.modifica')],
    ['Alt+Maiusc+A', t('scorciatoie.accetta')],
    ['Alt+Maiusc+R', t('scorciatoie.respingi')],
    ['Ctrl+Alt+M', t('scorciatoie.commenta')],
    ['Ctrl+Alt+1, 2, 3', t('scorciatoie.titoli')],
    ['Ctrl+Z', t('scorciatoie.annulla')],
  ] as const;
  return (
    <Dialog title={t('scorciatoie.titolo')} onClose={onClose}>
      <Stack>
        <Facts items={keys.map(([key, meaning]) => [key, meaning] as const)} />
        <Subtitle>{t('scorciatoie.redazione')}</Subtitle>
        <Facts items={writing.map(([key, meaning]) => [key, meaning] as const)} />
        <ChoiceField
          multiple
          label={t('scorciatoie.impostazione')}
          hint={
            <>
              {t('scorciatoie.spiegazione')} <Code>/</Code> <Code>?</Code>
            </>
          }
          options={[{ value: 'si', label: t('scorciatoie.attive') }]}
          value={on ? ['si'] : []}
          onChange={(value) => {
            switchShortcuts(value.length > 0);
          }}
        />
      </Stack>
    </Dialog>
  );
}
