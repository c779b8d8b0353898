import { randomBytes } from 'node:crypto';
import { NextResponse, type NextRequest } from 'next/server';
import { contentSecurityPolicy } from '@/lib/api/content-security-policy';
import { errorOfRequest, problemResponse, requestIdOf } from '@/lib/api/problem-response';
import { guardRequest } from '@/lib/api/request-guard';
import { config as settings } from '@/lib/config';

/** Every page passes here: foreign hosts are refused, and the page may run only its own scripts. */
export function proxy(request: NextRequest): Response {
  const requestId = requestIdOf(request.headers);
  try {
    // Pages of other sites may use the API at most.
    guardRequest(request, { ...settings(), corsOrigins: [] }, { links: true });
  } catch (thrown) {
    return problemResponse(errorOfRequest(thrown, requestId), requestId);
  }
  const policy = contentSecurityPolicy(
    randomBytes(16).toString('base64'),
    process.env.NODE_ENV === 'development',
  );
  // Next.js takes the nonce for its own scripts from the policy on the request.
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

/** Not for the API and the metrics (routes guard themselves, one wrapper for all) nor for files that never change. */
export const config = { matcher: ['/((?!api/|metrics$|_next/static|icon.svg|favicon.ico).*)'] };
