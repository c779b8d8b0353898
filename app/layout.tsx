import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { ReaderProvider } from '@/components/access/reader';
import { Language } from '@/components/messages/language';
import { messagesOf } from '@/components/messages/messages';
import { readerAccess } from './reader-access';
import { readerLocale, readerMessages } from './reader-messages';
import './globals.css';

export async function generateMetadata(): Promise<Metadata> {
  const { site } = await readerMessages();
  return { title: site.name, description: site.description, robots: { index: false } };
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f9fcfa' },
    { media: '(prefers-color-scheme: dark)', color: '#0d1614' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await readerLocale();
  const { signedIn } = await readerAccess();
  const { locale: tag, site } = messagesOf(locale);
  return (
    <html lang={tag}>
      <body>
        <a
          href="#main"
          className="fixed top-2 left-2 z-50 -translate-y-20 rounded-lg bg-accent px-4 py-2 text-on-accent focus:translate-y-0"
        >
          {site.skip}
        </a>
        <Language locale={locale}>
          <ReaderProvider signedIn={signedIn}>{children}</ReaderProvider>
        </Language>
      </body>
    </html>
  );
}
