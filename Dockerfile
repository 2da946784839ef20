# An image of the assistant: see docs/operate.md. What is installed are the very files of deploy/requirements.txt, which fixes
# them by hash for this machine and this Python.
FROM --platform=linux/amd64 python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=/app \
    PATH=/app/deploy/bin:$PATH \
    CBD_INDEX=/data/index \
    CBD_LIBRARY=/data/library \
    CBD_FEEDBACK=/data/feedback.db \
    CBD_ACCESS=/data/access \
    CBD_AUDIT=/data/audit/audit.jsonl

WORKDIR /app
COPY deploy/requirements.txt deploy/requirements.txt
RUN python -m pip install --no-cache-dir --no-deps --only-binary :all: --require-hashes --requirement deploy/requirements.txt

COPY LICENSE ./
COPY deploy deploy
COPY corpus corpus
COPY ingest ingest
COPY index index
COPY assistant assistant

RUN groupadd --gid 10001 cbd && useradd --uid 10001 --gid cbd --no-create-home --home-dir /data cbd \
    && mkdir /data && chown cbd:cbd /data
USER 10001:10001
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=15m --retries=3 \
    CMD ["python", "/app/deploy/healthy.py", "http://127.0.0.1:8000/health/ready"]
CMD ["/app/deploy/bin/cbd-start"]
