#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
// epoll(7) and eventfd(2), which Glibc's module does not export: how the thread of the transfers waits.
#include <sys/epoll.h>
#include <sys/eventfd.h>

// curl_easy_setopt and curl_easy_getinfo take variable arguments, which Swift cannot call: one function for each type.
static inline CURLcode curl_set_number(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLMcode curl_multi_set_number(CURLM *handle, CURLMoption option, long value) {
  return curl_multi_setopt(handle, option, value);
}
static inline CURLMcode curl_multi_set_socket_watcher(CURLM *handle, curl_socket_callback watcher, void *data) {
  curl_multi_setopt(handle, CURLMOPT_SOCKETDATA, data);
  return curl_multi_setopt(handle, CURLMOPT_SOCKETFUNCTION, watcher);
}
static inline CURLMcode curl_multi_set_timer(CURLM *handle, curl_multi_timer_callback timer, void *data) {
  curl_multi_setopt(handle, CURLMOPT_TIMERDATA, data);
  return curl_multi_setopt(handle, CURLMOPT_TIMERFUNCTION, timer);
}
// libcurl copies texts, but not what CURLOPT_POSTFIELDS points to.
static inline CURLcode curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode curl_set_headers(CURL *handle, struct curl_slist *headers) {
  return curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
}
static inline CURLcode curl_set_body_reader(CURL *handle, curl_write_callback reader, void *data) {
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, data);
  return curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, reader);
}
static inline CURLcode curl_set_request_body(CURL *handle, curl_read_callback source, void *data) {
  curl_easy_setopt(handle, CURLOPT_READDATA, data);
  return curl_easy_setopt(handle, CURLOPT_READFUNCTION, source);
}
static inline CURLcode curl_set_header_reader(CURL *handle, curl_write_callback reader, void *data) {
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, data);
  return curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, reader);
}
static inline CURLcode curl_set_request_gate(CURL *handle, curl_prereq_callback gate, void *data) {
  curl_easy_setopt(handle, CURLOPT_PREREQDATA, data);
  return curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, gate);
}
static inline long curl_get_number(CURL *handle, CURLINFO info) {
  long value = 0;
  curl_easy_getinfo(handle, info, &value);
  return value;
}

// Only http and https, whatever else this libcurl speaks.
static inline CURLcode curl_allow_web_only(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075500
  return curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  return curl_easy_setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

// Without this, taking away a transfer whose name is still being looked up waits for the resolver's thread.
static inline void curl_leave_resolver_behind(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075700
  curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
#else
  (void)handle;
#endif
}
