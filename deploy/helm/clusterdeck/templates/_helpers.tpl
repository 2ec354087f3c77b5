{{- define "clusterdeck.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "clusterdeck.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else if contains (include "clusterdeck.name" .) .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "clusterdeck.name" .) | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "clusterdeck.selectorLabels" -}}
app.kubernetes.io/name: {{ include "clusterdeck.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: server
{{- end }}

{{- define "clusterdeck.testLabels" -}}
app.kubernetes.io/name: {{ include "clusterdeck.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: test
{{- end }}

{{- define "clusterdeck.labels" -}}
{{ include "clusterdeck.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "clusterdeck.image" -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end }}

{{- /* The host of publicUrl, without its port. */ -}}
{{- define "clusterdeck.host" -}}
{{ regexReplaceAll "^https?://([^:/]+).*$" .Values.publicUrl "${1}" }}
{{- end }}

{{- /* One entry of a Secret as a file that is called like its variable. */ -}}
{{- define "clusterdeck.secretSource" -}}
- secret:
    name: {{ .secret }}
    items:
      - { key: {{ .key }}, path: {{ .variable }} }
{{- end }}

{{- /* All secrets of the server; empty if there is none. */ -}}
{{- define "clusterdeck.secretSources" -}}
{{- with .Values.database.existingSecret }}
{{ include "clusterdeck.secretSource" (dict "secret" . "key" $.Values.database.key "variable" "DATABASE_URL") }}
{{- if $.Values.database.listenKey }}
{{ include "clusterdeck.secretSource" (dict "secret" . "key" $.Values.database.listenKey "variable" "DATABASE_LISTEN_URL") }}
{{- end }}
{{- end }}
{{- with .Values.secretKey.existingSecret }}
{{ include "clusterdeck.secretSource" (dict "secret" . "key" $.Values.secretKey.key "variable" "CLUSTERDECK_SECRET_KEY") }}
{{- end }}
{{- with .Values.admin.existingSecret }}
{{ include "clusterdeck.secretSource" (dict "secret" . "key" $.Values.admin.key "variable" "CLUSTERDECK_ADMIN_PASSWORD") }}
{{- end }}
{{- with .Values.metrics.existingSecret }}
{{ include "clusterdeck.secretSource" (dict "secret" . "key" $.Values.metrics.key "variable" "CLUSTERDECK_METRICS_TOKEN") }}
{{- end }}
{{- range .Values.keys.variables }}
{{ include "clusterdeck.secretSource" (dict "secret" $.Values.keys.existingSecret "key" . "variable" .) }}
{{- end }}
{{- end }}

{{- /* What no schema can say of one value, because it depends on another. */ -}}
{{- define "clusterdeck.check" -}}
{{- if and (gt (int .Values.replicas) 1) (not .Values.database.existingSecret) }}
{{- fail (printf "replicas is %d, but several servers can share their data only in PostgreSQL. Name a Secret with its address in database.existingSecret, or set replicas to 1." (int .Values.replicas)) }}
{{- end }}
{{- if and .Values.config.timeZone .Values.billingTimeZone }}
{{- fail "billingTimeZone and config.timeZone are the same setting: set one of them." }}
{{- end }}
{{- if and .Values.database.existingSecret (not .Values.secretKey.existingSecret) }}
{{- fail "database.existingSecret is set, and secretKey.existingSecret is not: without the same key, servers cannot open what another one has sealed. Make a key with: openssl rand -base64 32" }}
{{- end }}
{{- if and .Values.database.listenKey (not .Values.database.existingSecret) }}
{{- fail "database.listenKey is set, and database.existingSecret is not: name the Secret that has both addresses." }}
{{- end }}
{{- if and .Values.keys.variables (not .Values.keys.existingSecret) }}
{{- fail "keys.variables is set, and keys.existingSecret is not: name the Secret that has these entries." }}
{{- end }}
{{- if ne (empty .Values.admin.email) (empty .Values.admin.existingSecret) }}
{{- fail "The first admin needs both admin.email and admin.existingSecret." }}
{{- end }}
{{- if and .Values.metrics.serviceMonitor.enabled (not .Values.metrics.existingSecret) }}
{{- fail "metrics.serviceMonitor.enabled is true, and metrics.existingSecret is not set: without a token, nobody outside of the pod gets metrics." }}
{{- end }}
{{- if and .Values.metrics.serviceMonitor.enabled .Values.networkPolicy.enabled .Values.networkPolicy.from (not .Values.networkPolicy.metricsFrom) }}
{{- fail "networkPolicy.from is set, and networkPolicy.metricsFrom is not: Prometheus could not reach the servers. Name its pods there." }}
{{- end }}
{{- /* In hundredths of a server, of which a percentage counts as the next whole one. */ -}}
{{- $least := toString .Values.podDisruptionBudget.minAvailable }}
{{- $kept := ternary (mul (int (trimSuffix "%" $least)) .Values.replicas) (mul (int $least) 100) (hasSuffix "%" $least) }}
{{- if and (gt (int .Values.replicas) 1) (gt $kept (mul 100 (sub .Values.replicas 1))) }}
{{- fail (printf "podDisruptionBudget.minAvailable is %s, which keeps all %d servers: no node that one of them runs on could be drained." $least (int .Values.replicas)) }}
{{- end }}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.parentRefs) }}
{{- fail "httpRoute.enabled is true, and httpRoute.parentRefs is empty: name the Gateway that the route belongs to." }}
{{- end }}
{{- end }}
