#!/bin/sh
echo "The Prisma schema engine is not installed. Recollect applies its migrations itself at start." >&2
exit 1
