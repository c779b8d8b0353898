import { SearchPage } from '@/components/search/search-page';
import { loadSearch } from './load-search';

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  return <SearchPage initial={await loadSearch(await searchParams)} />;
}
